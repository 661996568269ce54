import { useState } from 'preact/hooks';

/** A command to run, with a button that copies it. */
export function CopyCommand({ command }: { command: string }) {
  const [done, setDone] = useState(false);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(command);
      setDone(true);
      setTimeout(() => setDone(false), 1500);
    } catch {
      // No clipboard without a secure context; the text can still be selected.
    }
  }
  return (
    <div class="command">
      <code>{command}</code>
      <button type="button" onClick={copy}>
        {done ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}
