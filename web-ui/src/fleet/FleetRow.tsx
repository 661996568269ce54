import { useRef } from 'preact/hooks';
import type { VNode } from 'preact';
import type { Instance } from '../api/types';
import { Hull } from '../charts/Hull';
import { Sparkline } from '../charts/Sparkline';
import { bytesOf, calmDuration, count, duration, percent, UNKNOWN } from '../units/format';
import { utc, when } from '../units/time';
import { forecastWords, fraction, isAlive, standing, stateWord } from './words';
import { useOnScreen } from './useOnScreen';

export function runPath(run: string): string {
  return '/runs/' + encodeURIComponent(run);
}

/**
 * One instance. A row far outside the window keeps what it showed last: with 500 rows only those
 * that somebody can see are worth drawing again every two seconds.
 */
export function FleetRow({ instance, now }: { instance: Instance; now: number }) {
  const { ref, onScreen } = useOnScreen<HTMLAnchorElement>();
  const drawn = useRef<VNode | null>(null);
  if (onScreen || drawn.current === null) drawn.current = <Cells i={instance} now={now} />;
  return (
    <a
      ref={ref}
      class={`row ${instance.level}`}
      data-testid="fleet-row"
      data-instance={instance.instance}
      data-level={instance.level}
      data-state={instance.state}
      href={runPath(instance.run)}
    >
      {drawn.current}
    </a>
  );
}

function Cells({ i, now }: { i: Instance; now: number }) {
  const max = i.latest['heap.max'];
  const live = fraction(i.latest['heap.live'], max);
  const limit = i.latest['cgroup.limit'];
  const forecast = forecastWords(i);
  const requests = sum(i.latest['requests.out'], i.latest['requests.in']);
  return (
    <>
      <span class="c-hull">
        <Hull
          live={live}
          used={fraction(i.latest['heap.used'], max)}
          lines={i.lines}
          level={i.level}
          adrift={!isAlive(i.state)}
        />
      </span>
      <span class="c-name">
        <b>{i.instance}</b>
        <small>
          {i.host} · {runtimeWords(i)}
        </small>
      </span>
      <span class="c-state">
        <span class={`state ${i.level}`}>{standing(i)}</span>
        <small title={utc(i.since)}>
          {standing(i) === stateWord(i.state) ? '' : 'ready '}for {calmDuration(now - i.since)}
        </small>
      </span>
      <span class="c-live num">
        <b>{percent(live)}</b>
        <small>{bytesOf(i.latest['heap.live'], max)}</small>
      </span>
      <span class={`c-forecast ${forecast.near ? '' : 'quiet'}`}>{forecast.text}</span>
      <span class="c-spark">
        <Sparkline spark={i.spark} lines={i.lines} level={i.level} />
      </span>
      <span class="c-rss num">
        <span>{percent(fraction(i.latest['rss'], limit))}</span>
        <small>{limit ? bytesOf(i.latest['rss'], limit) : bytesOf(i.latest['rss'], null)}</small>
      </span>
      <span class="c-requests num">
        <span>{count(requests)}</span>
        <small>{requests ? 'oldest ' + duration(i.latest['requests.oldest']) : '\u00a0'}</small>
      </span>
      <span class="c-event">
        {i.lastEvent ? (
          <>
            <span class="clip" title={i.lastEvent.text}>
              {i.lastEvent.text}
            </span>
            <small title={utc(i.lastEvent.at)}>{when(i.lastEvent.at, now)}</small>
          </>
        ) : (
          <span class="quiet">{UNKNOWN}</span>
        )}
      </span>
    </>
  );
}

export function runtimeWords(i: { runtime: string; version: string }): string {
  const name = { jvm: 'Java', node: 'Node' }[i.runtime] ?? i.runtime;
  return `${name} ${i.version}`;
}

function sum(a: number | null | undefined, b: number | null | undefined): number | null {
  return a == null && b == null ? null : (a ?? 0) + (b ?? 0);
}
