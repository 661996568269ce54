import type { Run } from '../api/types';
import { bytes, count, duration, percent, share, UNKNOWN } from '../units/format';
import { utc, when } from '../units/time';
import { rowAt, type Axis, type Kind } from './axis';
import { usePointedTime } from './hover';
import { split } from './stack';

interface Line {
  name: string;
  value: string;
  swatch?: string;
  /** How the swatch looks: an area, a line, a dashed line. */
  shape?: 'area' | 'line' | 'dash';
  hint?: string;
  strong?: boolean;
}

interface Section {
  title: string;
  lines: Line[];
}

/**
 * The figures at the crosshair, or the newest without one. The table has the same rows whatever is
 * known, so that nothing moves under the eye; it is the key to the charts' colours as well.
 */
export function Readings({ axis, runs, now }: { axis: Axis; runs: Run[]; now: number }) {
  const at = usePointedTime();
  const row = at === null ? lastRow(axis) : rowAt(axis, at);
  const time = at ?? (row === null ? null : axis.x[row]!);
  const run = row === null ? undefined : runs.find((r) => r.id === axis.run[row]);
  const sections = sectionsOf((metric, kind) =>
    row === null ? null : (axis.values(metric, kind)[row] ?? null),
  );
  return (
    <table class="readings" data-testid="readings">
      <caption>
        <b title={time === null ? '' : utc(time)}>{time === null ? UNKNOWN : when(time, now)}</b>
        <span>
          {at === null ? 'latest' : row === null ? 'nothing recorded' : ''}
          {at !== null && run ? `pid ${run.pid}` : ''}
        </span>
      </caption>
      {sections.map((s) => (
        <tbody key={s.title}>
          <tr class="section">
            <th colSpan={2} scope="rowgroup">
              {s.title}
            </th>
          </tr>
          {s.lines.map((l) => (
            <tr key={l.name} title={l.hint} class={l.strong ? 'strong' : ''}>
              <th scope="row">
                <i
                  class={`swatch ${l.shape ?? ''}`}
                  style={l.swatch ? { color: `var(--${l.swatch})` } : {}}
                />
                {l.name}
              </th>
              <td>{l.value}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

type Read = (metric: string, kind: Kind) => number | null;

function sectionsOf(read: Read): Section[] {
  const max = read('heap.max', 'last');
  const parts = split({
    used: read('heap.used', 'avg'),
    live: read('heap.live', 'avg'),
    external: read('external', 'avg'),
    nonheap: read('nonheap', 'avg'),
    rss: read('rss', 'avg'),
  });
  const liveShare = parts.live !== null && max ? ` · ${percent(parts.live / max)}` : '';
  const beyond = parts.notResident !== null && parts.notResident > 0;
  return [
    {
      title: 'Memory',
      lines: [
        {
          name: 'RSS',
          value: bytes(read('rss', 'avg')),
          swatch: 'rss',
          shape: 'line',
          strong: true,
        },
        beyond
          ? {
              name: 'not resident',
              value: '−' + bytes(parts.notResident),
              swatch: 'rest',
              shape: 'area',
              hint: 'Counted by the runtime, but not in memory now: swapped out, never touched or not read in',
            }
          : {
              name: 'rest of RSS',
              value: bytes(parts.rest),
              swatch: 'rest',
              shape: 'area',
              hint: 'Free heap pages that the kernel still holds, thread stacks, native code',
            },
        parts.unsorted !== null
          ? {
              name: 'used, unsorted',
              value: bytes(parts.unsorted),
              swatch: 'garbage',
              shape: 'area',
              hint: 'No collection has told yet how much of it is live',
            }
          : {
              name: 'garbage',
              value: bytes(parts.garbage),
              swatch: 'garbage',
              shape: 'area',
              hint: 'Used heap that the next collection can free',
            },
        {
          name: 'non-heap',
          value: bytes(parts.nonheap),
          swatch: 'nonheap',
          shape: 'area',
          hint: 'Metaspace, code cache and the like',
        },
        {
          name: 'external',
          value: bytes(parts.external),
          swatch: 'external',
          shape: 'area',
          hint: 'Direct and mapped buffers; array buffers in Node',
        },
        {
          name: 'live heap' + liveShare,
          value: bytes(parts.live),
          swatch: 'live',
          shape: 'area',
          strong: true,
          hint: 'Reachable after the last collection that could tell',
        },
        { name: 'max heap', value: bytes(max), swatch: 'heap-max', shape: 'line' },
        { name: 'committed heap', value: bytes(read('heap.committed', 'last')) },
        {
          name: 'container limit',
          value: bytes(read('cgroup.limit', 'last')),
          swatch: 'limit',
          shape: 'dash',
        },
      ],
    },
    {
      title: 'Requests',
      lines: [
        { name: 'incoming', value: count(read('requests.in', 'max')), swatch: 'in', shape: 'area' },
        {
          name: 'outgoing',
          value: count(read('requests.out', 'max')),
          swatch: 'out',
          shape: 'area',
        },
        {
          name: 'oldest',
          value: duration(read('requests.oldest', 'max')),
          swatch: 'oldest',
          shape: 'line',
        },
        { name: 'sockets', value: count(read('sockets', 'last')) },
        { name: 'open files', value: count(read('fds', 'last')) },
      ],
    },
    {
      title: 'Work',
      lines: [
        {
          name: 'GC pauses',
          value: duration(read('gc.pause', 'max')),
          swatch: 'pause',
          shape: 'line',
        },
        {
          name: 'GC share',
          value: share(read('gc.cpu', 'avg')),
          swatch: 'gc-share',
          shape: 'area',
        },
        ...stall(read),
        { name: 'allocated', value: rate(read('alloc', 'avg')) },
        { name: 'CPU', value: percent(read('cpu', 'avg')) },
        { name: 'threads', value: count(read('threads', 'last')) },
      ],
    },
  ];
}

function stall(read: Read): Line[] {
  const delay = read('loop.delay.p99', 'max');
  return delay === null
    ? []
    : [{ name: 'loop delay', value: duration(delay), swatch: 'stall', shape: 'line' }];
}

function rate(value: number | null): string {
  return value === null ? UNKNOWN : bytes(value) + '/s';
}

function lastRow(axis: Axis): number | null {
  for (let i = axis.x.length - 1; i >= 0; i--) if (axis.run[i] !== null) return i;
  return null;
}
