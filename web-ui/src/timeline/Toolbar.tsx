import { HOUR, MINUTE } from '../units/format';
import { when } from '../units/time';
import { stepWords } from './step';
import { LANES, type LaneName, type Range, type Window } from './view';

const SPANS: [string, number][] = [
  ['5 min', 5 * MINUTE],
  ['15 min', 15 * MINUTE],
  ['1 h', HOUR],
  ['6 h', 6 * HOUR],
  ['24 h', 24 * HOUR],
];

const NAMES: Record<LaneName, string> = {
  memory: 'Memory',
  requests: 'Requests',
  gc: 'GC',
  runs: 'Runs',
  events: 'Events',
};

/** What stretch of time, and which lanes. */
export function Toolbar({
  range,
  window,
  follow,
  step,
  lanes,
  now,
  setRange,
  setLanes,
}: {
  range: Range;
  window: Window;
  follow: boolean;
  step: number;
  lanes: LaneName[];
  now: number;
  setRange: (range: Range) => void;
  setLanes: (lanes: LaneName[]) => void;
}) {
  const span = window.to - window.from;
  function toggle(lane: LaneName): void {
    const next = LANES.filter((l) => (l === lane) !== lanes.includes(l));
    if (next.length > 0) setLanes(next);
  }
  return (
    <div class="toolbar">
      <div class="group" role="group" aria-label="Range">
        <button
          type="button"
          aria-pressed={range.kind === 'auto'}
          onClick={() => setRange({ kind: 'auto' })}
        >
          Run
        </button>
        {SPANS.map(([name, ms]) => (
          <button
            key={name}
            type="button"
            aria-pressed={range.kind === 'follow' && Math.abs(span - ms) < 1000}
            onClick={() => setRange({ kind: 'follow', span: ms })}
          >
            {name}
          </button>
        ))}
      </div>
      <button
        type="button"
        class="follow"
        data-testid="follow"
        aria-pressed={follow}
        title="Follow live (f)"
        onClick={() => setRange(follow ? { kind: 'fixed', ...window } : { kind: 'follow', span })}
      >
        <i aria-hidden="true" />
        Live
      </button>
      <span class="stretch num">
        {when(window.from, now)} – {when(window.to, now)}
        <small title="One point of a chart stands for this long: the mean, and for requests and pauses the highest">
          {' '}
          · each point {stepWords(step)}
        </small>
      </span>
      <div class="group lanes-choice" role="group" aria-label="Lanes">
        {LANES.map((lane) => (
          <button
            key={lane}
            type="button"
            aria-pressed={lanes.includes(lane)}
            onClick={() => toggle(lane)}
          >
            {NAMES[lane]}
          </button>
        ))}
      </div>
    </div>
  );
}
