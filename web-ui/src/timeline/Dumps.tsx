import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client';
import { memo } from '../app/memo';
import { usePoll } from '../api/poll';
import type { Dump, DumpSummary, RetainedType } from '../api/types';
import { bytes, count, duration, percent } from '../units/format';
import { utc, when } from '../units/time';

const REASONS: Record<string, string> = {
  line: 'dump line crossed',
  command: 'asked for',
  drained: 'after draining',
  'out-of-memory': 'out of memory',
};

/** Heap dumps of the instance, newest first, each with what holds most of the heap. */
export const Dumps = memo(function Dumps({
  service,
  instance,
  now,
}: {
  service: string;
  instance: string;
  now: number;
}) {
  const { data } = usePoll((signal) => api.dumps(service, signal), 4000, service);
  const dumps = (data ?? []).filter((d) => d.instance === instance).sort((a, b) => b.at - a.at);
  const newestReady = dumps.find((d) => d.state === 'ready')?.id;
  return (
    <section class="panel dumps" aria-label="Heap dumps">
      <h2>
        Heap dumps <small>of this instance</small>
      </h2>
      {data !== null && dumps.length === 0 && (
        <p class="quiet">
          None yet. One is taken when live heap crosses the dump line, or by “Dump now”.
        </p>
      )}
      {dumps.map((d) => (
        <DumpRow key={d.id} dump={d} now={now} open={d.id === newestReady} />
      ))}
    </section>
  );
});

function DumpRow({ dump, now, open }: { dump: Dump; now: number; open: boolean }) {
  const [wanted, setWanted] = useState(open);
  useEffect(() => {
    if (open) setWanted(true);
  }, [open]);
  const ready = dump.state === 'ready';
  const stored = ready || dump.state === 'stored' || dump.state === 'analysing';
  return (
    <article class="dump" data-testid="dump-row" data-state={dump.state} data-dump={dump.id}>
      <header>
        <time title={utc(dump.at)}>{when(dump.at, now)}</time>
        <span>{REASONS[dump.reason] ?? dump.reason}</span>
        <span class={`quiet ${dump.state === 'failed' ? 'bad' : ''}`}>{stateWords(dump)}</span>
        <span class="num">{bytes(dump.bytes)}</span>
        {stored ? (
          <a href={api.dumpFile(dump.id)} download>
            Download
          </a>
        ) : (
          <span />
        )}
      </header>
      {dump.error && <p class="bad">{dump.error}</p>}
      {ready && (
        <details open={wanted} onToggle={(e) => setWanted(e.currentTarget.open)}>
          <summary>
            What holds the heap
            {dump.pauseMs != null && (
              <small> · the process stood still for {duration(dump.pauseMs)}</small>
            )}
          </summary>
          {wanted && <Summary id={dump.id} />}
        </details>
      )}
    </article>
  );
}

function stateWords(dump: Dump): string {
  if (dump.state === 'uploading' && dump.bytes && dump.received != null) {
    return `uploading, ${percent(dump.received / dump.bytes)}`;
  }
  return dump.state;
}

// A summary never changes once it is there.
const summaries = new Map<string, DumpSummary>();

function Summary({ id }: { id: string }) {
  const [summary, setSummary] = useState(summaries.get(id) ?? null);
  const [error, setError] = useState('');
  useEffect(() => {
    if (summary) return;
    const abort = new AbortController();
    api.dumpSummary(id, abort.signal).then(
      (s) => {
        summaries.set(id, s);
        setSummary(s);
      },
      (e: Error) => !abort.signal.aborted && setError(e.message),
    );
    return () => abort.abort();
  }, [id]);
  if (error) return <p class="bad">The summary cannot be read: {error}</p>;
  const rows = summary?.topRetained.slice(0, 5) ?? new Array<null>(5).fill(null);
  const part = (r: RetainedType | null) =>
    r && summary && summary.liveBytes > 0 ? r.retained / summary.liveBytes : null;
  return (
    <>
      <Accumulated of={summary?.accumulation ?? null} />
      <table class="retained" data-testid="retained">
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col" class="num">
              Instances
            </th>
            <th scope="col" class="num">
              Retained
            </th>
            <th scope="col" class="num">
              Of heap
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r, i) => (
            <tr key={r?.type ?? i}>
              <th scope="row" title={r?.type}>
                <span class="clip">{r ? shortType(r.type) : '\u00a0'}</span>
                <i class="bar" style={{ width: `${(part(r) ?? 0) * 100}%` }} />
              </th>
              <td>{r ? count(r.instances) : ''}</td>
              <td>{r ? bytes(r.retained) : ''}</td>
              <td>{r ? percent(part(r)) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The package is in the title; the class is what people know. */
function shortType(type: string): string {
  return type.replace(/\b[a-z_][\w]*\./g, '');
}

/** The one sentence somebody woken at three wants from a dump. */
function Accumulated({ of }: { of: DumpSummary['accumulation'] | null }) {
  if (!of) return null;
  const holders = of.heldBy.map((holder) => holder.type);
  const holder = holders.at(-1);
  return (
    <p class="accumulated" data-testid="accumulated" title={[...holders, of.type].join(' → ')}>
      <strong>{count(of.instances)}</strong> × <strong>{shortType(of.type)}</strong> retain{' '}
      {bytes(of.retained)}
      {holder ? `, held by ${shortType(holder)}` : ''}
    </p>
  );
}
