import type { PlimsollEvent } from '../api/types';

export type Tone = 'plain' | 'fine' | 'watched' | 'trouble' | 'evidence';

export interface KindLook {
  letter: string;
  tone: Tone;
  word: string;
}

const LOOKS: Record<string, KindLook> = {
  started: { letter: 'S', tone: 'plain', word: 'Started' },
  ready: { letter: 'R', tone: 'fine', word: 'Ready' },
  'line-crossed': { letter: 'L', tone: 'watched', word: 'Line crossed' },
  'line-cleared': { letter: 'C', tone: 'fine', word: 'Line cleared' },
  'dump-started': { letter: 'D', tone: 'plain', word: 'Dump started' },
  'dump-captured': { letter: 'D', tone: 'evidence', word: 'Dump captured' },
  'dump-refused': { letter: 'D', tone: 'trouble', word: 'Dump refused' },
  'replace-started': { letter: 'P', tone: 'plain', word: 'Replace started' },
  replaced: { letter: 'P', tone: 'fine', word: 'Replaced' },
  'replace-failed': { letter: 'P', tone: 'trouble', word: 'Replace failed' },
  draining: { letter: 'N', tone: 'plain', word: 'Draining' },
  drained: { letter: 'N', tone: 'plain', word: 'Drained' },
  exit: { letter: 'X', tone: 'plain', word: 'Exit' },
  adopted: { letter: 'O', tone: 'plain', word: 'Adopted' },
  finding: { letter: 'F', tone: 'evidence', word: 'Finding' },
  'alert-sent': { letter: 'A', tone: 'plain', word: 'Alert sent' },
  'alert-failed': { letter: 'A', tone: 'trouble', word: 'Alert failed' },
  gap: { letter: 'G', tone: 'plain', word: 'Gap' },
};

/** Letter, tone and name of an event; a kind this page does not know is marked, not hidden. */
export function lookOf(event: Pick<PlimsollEvent, 'kind' | 'line' | 'exit'>): KindLook {
  const look = LOOKS[event.kind] ?? { letter: '?', tone: 'plain', word: event.kind };
  if (event.kind === 'line-crossed' && (event.line === 'restart' || event.line === 'dump')) {
    return { ...look, tone: 'trouble' };
  }
  if (event.kind === 'exit') {
    const cause = event.exit?.cause;
    return { ...look, tone: cause === 'crashed' || cause === 'killed' ? 'trouble' : 'plain' };
  }
  return look;
}
