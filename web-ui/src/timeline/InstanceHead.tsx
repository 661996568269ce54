import type { Instance, Level, PlimsollEvent, Run } from '../api/types';
import { Hull } from '../charts/Hull';
import { runPath, runtimeWords } from '../fleet/FleetRow';
import { forecastWords, fraction, isAlive, standing } from '../fleet/words';
import { bytesOf, calmDuration, percent } from '../units/format';
import { utc, when } from '../units/time';
import { navigate } from '../app/router';
import { Actions } from './Actions';

/** Who this is and how it stands: what somebody needs before looking at any chart. */
export function InstanceHead({
  run,
  instance,
  siblings,
  events,
  now,
  search,
  stale,
}: {
  run: Run;
  /** The instance in the fleet; null until known, or when it is no longer listed. */
  instance: Instance | null;
  siblings: Instance[];
  events: PlimsollEvent[];
  now: number;
  search: string;
  stale: boolean;
}) {
  const current = instance?.run === run.id ? instance : null;
  const alive = isAlive(run.state);
  const max = run.latest['heap.max'];
  const live = fraction(run.latest['heap.live'], max);
  const level: Level = current?.level ?? levelOf(run, live);
  const forecast = current ? forecastWords(current) : null;
  return (
    <header class={`instance ${stale ? 'stale' : ''}`} data-testid="instance-head">
      <Hull
        live={live}
        used={fraction(run.latest['heap.used'], max)}
        lines={run.lines}
        level={level}
        adrift={!alive}
        size={56}
      />
      <div class="who">
        <h1>
          {run.instance}
          <span class={`state ${level}`}>{standing(run)}</span>
        </h1>
        <p>
          {siblings.length > 1 ? (
            <label>
              <span class="sr">Instance</span>
              <select
                value={(instance?.instance ?? run.instance) + '@' + run.host}
                onChange={(e) => goTo(e.currentTarget.value, siblings, search)}
              >
                {siblings.map((s) => (
                  <option key={s.instance + s.host} value={s.instance + '@' + s.host}>
                    {s.instance} on {s.host}
                  </option>
                ))}
              </select>
            </label>
          ) : (
            run.host
          )}
          <span> · {runtimeWords(run)}</span>
          <span> · pid {run.pid}</span>
          <span title={utc(run.startedAt)}> · {life(run, now)}</span>
        </p>
      </div>
      <dl class="facts">
        <div>
          <dt>Live heap</dt>
          <dd class={alive ? level : undefined}>{percent(live)}</dd>
          <dd>{bytesOf(run.latest['heap.live'], max)}</dd>
        </div>
        <div>
          <dt>Restart line</dt>
          <dd>{alive ? (forecast?.text ?? '–') : '–'}</dd>
          <dd>{run.lines ? `at ${percent(run.lines.restart)} of max heap` : 'none set'}</dd>
        </div>
      </dl>
      <Actions run={run} events={events} now={now} />
      {run.exit && (
        <p class="exit-line">
          {run.exit.sentence}
          {instance && instance.run !== run.id && (
            <a href={runPath(instance.run) + search}>To the run that followed</a>
          )}
        </p>
      )}
    </header>
  );
}

function life(run: Run, now: number): string {
  if (run.endedAt === null) return `up ${calmDuration(now - run.startedAt)}`;
  return `ended ${when(run.endedAt, now)} after ${calmDuration(run.endedAt - run.startedAt)}`;
}

function levelOf(run: Run, live: number | null): Level {
  if (run.state === 'crashed' || run.state === 'crash-looping' || run.state === 'lost') {
    return 'trouble';
  }
  if (live === null || !run.lines || !isAlive(run.state)) return 'fine';
  return live >= run.lines.dump ? 'trouble' : live >= run.lines.warn ? 'watched' : 'fine';
}

function goTo(choice: string, siblings: Instance[], search: string): void {
  const chosen = siblings.find((s) => s.instance + '@' + s.host === choice);
  if (!chosen) return;
  const query = new URLSearchParams(search);
  query.set('instance', chosen.instance);
  query.set('host', chosen.host);
  navigate(runPath(chosen.run) + '?' + query.toString());
}
