import { useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import type { PlimsollEvent, Run } from '../api/types';
import { isAlive } from '../fleet/words';

type Type = 'dump' | 'replace';

interface Sent {
  type: Type;
  command: string | null;
  at: number;
  /** What has become of it, until an event of the command says more. */
  text: string;
  failed: boolean;
}

const ASK: Record<Type, { label: string; title: string; text: string; go: string }> = {
  dump: {
    label: 'Dump now',
    title: 'Capture a heap dump?',
    text: 'The process stands still while the dump is written, about a second for each GiB of live heap. The dump holds what is in memory, secrets too.',
    go: 'Capture the dump',
  },
  replace: {
    label: 'Replace',
    title: 'Replace this run?',
    text: 'A new run is started first. Only when it is ready does the old one stop taking requests, finish those it has, and end. If the new one does not get ready, the old one stays.',
    go: 'Replace the run',
  },
};

/** What a person can do to the run, each asked once more, and what came of it. */
export function Actions({ run, events, now }: { run: Run; events: PlimsollEvent[]; now: number }) {
  const [sent, setSent] = useState<Sent | null>(null);
  const alive = isAlive(run.state);

  async function send(type: Type): Promise<void> {
    const base = { type, at: now, command: null, failed: false };
    setSent({ ...base, text: 'Sending …' });
    try {
      const reply = await api.command(run.id, type, 'asked for on the page');
      const text = type === 'dump' ? 'Dump asked for.' : 'Replacement asked for.';
      setSent({ ...base, command: reply.id, text });
    } catch (e) {
      setSent({ ...base, text: (e as Error).message, failed: true });
    }
  }

  const newest = sent?.command ? events.findLast((e) => tellsOf(e, sent)) : undefined;
  const failed = sent?.failed || /-(failed|refused)$/.test(newest?.kind ?? '');
  return (
    <div class="actions">
      <p class={`outcome ${failed ? 'bad' : ''}`} role="status" data-testid="outcome">
        {newest?.text ?? sent?.text ?? ''}
      </p>
      <Confirmed type="dump" disabled={!alive} why="The run has ended." send={send} />
      <Confirmed
        type="replace"
        disabled={!alive || run.supervisor === null}
        why={
          alive
            ? 'No supervisor keeps this run: start it with ./plimsoll run.'
            : 'The run has ended.'
        }
        send={send}
      />
    </div>
  );
}

function Confirmed({
  type,
  disabled,
  why,
  send,
}: {
  type: Type;
  disabled: boolean;
  why: string;
  send: (type: Type) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const words = ASK[type];
  return (
    <>
      <button
        type="button"
        data-testid={'do-' + type}
        disabled={disabled}
        title={disabled ? why : ''}
        onClick={() => dialog.current?.showModal()}
      >
        {words.label}
      </button>
      <dialog ref={dialog} data-testid={'confirm-' + type}>
        <form
          method="dialog"
          onSubmit={(e) => {
            if ((e.submitter as HTMLButtonElement | null)?.value === 'go') send(type);
          }}
        >
          <h2>{words.title}</h2>
          <p>{words.text}</p>
          <footer>
            <button value="no">Leave it</button>
            <button value="go" class="primary">
              {words.go}
            </button>
          </footer>
        </form>
      </dialog>
    </>
  );
}

/** An event of this very command, or one of its kind since then: not every step names its command. */
function tellsOf(event: PlimsollEvent, sent: Sent): boolean {
  if (event.command) return event.command === sent.command;
  return event.at >= sent.at - 1000 && event.kind.startsWith(sent.type);
}
