import { api } from '../api/client';
import { memo } from '../app/memo';
import { usePoll } from '../api/poll';
import type { Owner, Run } from '../api/types';
import { count, duration } from '../units/format';

const LARGEST = 5;

const WORDS: Record<string, string> = {
  'request-out': 'to',
  'request-in': 'from',
};

/** What waits in the application itself is the least likely cause, and there is always some. */
const LAST = ['thread', 'executor', 'timer', 'selector', 'task'];

/** Who holds requests and handles now: the five largest owners, requests first, threads last. */
export const Owners = memo(function Owners({ run }: { run: Run }) {
  const { data } = usePoll((signal) => api.owners(run.id, signal), 2000, run.id);
  const all = (data ?? []).filter((o) => o.count > 0).sort(byWeight);
  const shown = all.slice(0, LARGEST);
  const rest = all.slice(LARGEST).reduce((n, o) => n + o.count, 0);
  const most = Math.max(1, ...shown.map((o) => o.count));
  return (
    <table class="owners" data-testid="owners">
      <caption>
        <b>Held by</b>
        <span>{run.endedAt === null ? 'now' : 'at the end'}</span>
      </caption>
      <tbody>
        {shown.map((o) => (
          <tr key={o.kind + o.owner + (o.frame ?? '')} title={o.frame ?? ''}>
            <th scope="row">
              <span class="clip">
                <span class="quiet">{WORDS[o.kind] ?? o.kind}</span> {o.owner}
              </span>
              {o.frame && <small class="clip">{shortFrame(o.frame)}</small>}
              {o.latency && (
                <small class="clip">
                  answers in {brief(o.latency.p50)}, 99 % in {brief(o.latency.p99)}
                </small>
              )}
              <i
                class={o.kind.startsWith('request') ? 'bar' : 'bar other'}
                style={{ width: `${(o.count / most) * 100}%` }}
              />
            </th>
            <td>
              {count(o.count)}
              <small>{duration(o.oldestMs)}</small>
            </td>
          </tr>
        ))}
        {shown.length === 0 && (
          <tr>
            <td class="quiet none" colSpan={2}>
              {data === null ? '\u00a0' : 'No open requests or sockets known.'}
            </td>
          </tr>
        )}
        {rest > 0 && (
          <tr>
            <th scope="row" class="quiet">
              {all.length - LARGEST} more
            </th>
            <td class="quiet">{count(rest)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
});

function byWeight(a: Owner, b: Owner): number {
  const rank = (o: Owner) => (o.kind.startsWith('request') ? 0 : LAST.includes(o.kind) ? 2 : 1);
  return rank(a) - rank(b) || b.count - a.count || a.owner.localeCompare(b.owner);
}

function brief(ms: number): string {
  return ms < 1 ? 'under 1\u00a0ms' : duration(ms);
}

/** `a.b.c.PushServer.send(PushServer.java:120)` is told by its class and method. */
function shortFrame(frame: string): string {
  const call = frame.replace(/\(.*$/, '').split('.');
  return call.slice(-2).join('.');
}
