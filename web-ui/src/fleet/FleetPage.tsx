import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { api } from '../api/client';
import { usePoll } from '../api/poll';
import type { Level } from '../api/types';
import { FailureBar } from '../app/FailureBar';
import { Late } from '../app/Late';
import { plural } from '../units/format';
import { EmptyFleet } from './EmptyFleet';
import { FleetRow } from './FleetRow';
import { FleetSummary } from './FleetSummary';
import { countLevels, matches, orderFleet } from './order';
import { useFleetKeys } from './keys';

const EVERY_MS = 2000;

export function FleetPage() {
  const { data, failingSince, error } = usePoll(api.services, EVERY_MS, 'services');
  const [search, setSearch] = useState('');
  const [level, setLevel] = useState<Level | null>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  useFleetKeys(searchBox, table, () => {
    setSearch('');
    setLevel(null);
  });
  useEffect(() => {
    document.title = 'Fleet · Plimsoll';
  }, []);

  const groups = useMemo(() => orderFleet(data ?? []), [data]);
  const counts = useMemo(() => countLevels(groups), [groups]);
  const shown = useMemo(
    () =>
      groups
        .map((g) => ({
          ...g,
          instances: g.instances.filter(
            (i) => (level === null || i.level === level) && matches(i, search),
          ),
        }))
        .filter((g) => g.instances.length > 0),
    [groups, search, level],
  );
  const now = Date.now();
  const total = counts.fine + counts.watched + counts.trouble;

  return (
    <main class="fleet">
      <FailureBar since={failingSince} error={error} hasData={data !== null} />
      {data === null ? (
        failingSince === null && <Late>Asking the collector …</Late>
      ) : total === 0 ? (
        <EmptyFleet />
      ) : (
        <>
          <div class={`topline ${failingSince === null ? '' : 'stale'}`}>
            <FleetSummary counts={counts} chosen={level} choose={setLevel} />
            <label class="search">
              <span class="sr">Search instances</span>
              <input
                ref={searchBox}
                type="search"
                placeholder="Search service, host, state"
                value={search}
                onInput={(e) => setSearch(e.currentTarget.value)}
              />
              <kbd aria-hidden="true">/</kbd>
            </label>
          </div>
          <div class={`table ${failingSince === null ? '' : 'stale'}`} ref={table}>
            <ColumnHeads />
            {shown.map((g) => (
              <section key={g.name} aria-label={g.name}>
                {g.instances.length > 1 && (
                  <h2>
                    {g.name} <small>{plural(g.instances.length, 'instance')}</small>
                  </h2>
                )}
                {g.instances.map((i) => (
                  <FleetRow key={i.instance + '@' + i.host} instance={i} now={now} />
                ))}
              </section>
            ))}
            {shown.length === 0 && <p class="none">No instance matches. Esc clears the search.</p>}
          </div>
        </>
      )}
    </main>
  );
}

function ColumnHeads() {
  return (
    <div class="row heads" aria-hidden="true">
      <span class="c-hull" />
      <span class="c-name">Instance</span>
      <span class="c-state">State</span>
      <span class="c-live num">Live heap</span>
      <span class="c-forecast">Restart line</span>
      <span class="c-spark">Live heap, 15 min</span>
      <span class="c-rss num">RSS of limit</span>
      <span class="c-requests num">In flight</span>
      <span class="c-event">Last event</span>
    </div>
  );
}
