import { useEffect, useRef } from 'preact/hooks';
import { api, ApiProblem } from '../api/client';
import { usePoll } from '../api/poll';
import type { Run } from '../api/types';
import { FailureBar } from '../app/FailureBar';
import { Late } from '../app/Late';
import { NotFound } from '../app/NotFound';
import { InstanceTimeline } from './InstanceTimeline';

/** The timeline of the instance that a run belongs to. */
export function TimelinePage({ runId, search }: { runId: string; search: string }) {
  const polled = usePoll((signal) => api.run(runId, signal), 2000, runId);
  // Going to another run of the instance keeps the page as it is until that run is known.
  const last = useRef<Run | null>(null);
  if (polled.data) last.current = polled.data;
  const run = polled.data ?? last.current;
  const missing = polled.data === null && isMissing(polled.error);
  useEffect(() => {
    document.title = run ? `${run.instance} · Plimsoll` : 'Plimsoll';
  }, [run?.instance]);

  if (missing) {
    return (
      <NotFound
        what={`No run ${runId} is known here. It may be older than what the collector keeps.`}
      />
    );
  }
  return (
    <main class="timeline">
      <FailureBar since={polled.failingSince} error={polled.error} hasData={run !== null} />
      {run ? (
        <InstanceTimeline
          key={run.service + run.instance + run.host}
          run={run}
          search={search}
          stale={polled.failingSince !== null}
        />
      ) : (
        polled.failingSince === null && <Late>Asking the collector …</Late>
      )}
    </main>
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404;
}
