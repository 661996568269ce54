import type { Level } from '../api/types';
import { count } from '../units/format';
import type { Counts } from './order';

const WORDS: [Level, string][] = [
  ['trouble', 'in trouble'],
  ['watched', 'watched'],
  ['fine', 'fine'],
];

/** How the fleet stands, in one line; each figure is also the filter for its rows. */
export function FleetSummary({
  counts,
  chosen,
  choose,
}: {
  counts: Counts;
  chosen: Level | null;
  choose: (level: Level | null) => void;
}) {
  return (
    <div class="summary" role="group" aria-label="Show by level">
      {WORDS.map(([level, word]) => (
        <button
          key={level}
          type="button"
          class={`tally ${counts[level] === 0 ? 'zero' : level}`}
          data-testid={'count-' + level}
          aria-pressed={chosen === level}
          onClick={() => choose(chosen === level ? null : level)}
        >
          <b>{count(counts[level])}</b> {word}
        </button>
      ))}
    </div>
  );
}
