import { useEffect } from 'preact/hooks';
import { api, ApiProblem } from '../api/client';
import { usePoll } from '../api/poll';
import { FailureBar } from '../app/FailureBar';
import { Late } from '../app/Late';
import { NotFound } from '../app/NotFound';
import { InstanceTimeline } from './InstanceTimeline';

/** The timeline of the instance that a run belongs to. */
export function TimelinePage({ runId, search }: { runId: string; search: string }) {
  const run = usePoll((signal) => api.run(runId, signal), 2000, runId);
  useEffect(() => {
    document.title = run.data ? `${run.data.instance} · Plimsoll` : 'Plimsoll';
  }, [run.data?.instance]);

  if (run.data === null && run.error instanceof ApiProblem && run.error.status === 404) {
    return (
      <NotFound
        what={`No run ${runId} is known here. It may be older than what the collector keeps.`}
      />
    );
  }
  return (
    <main class="timeline">
      <FailureBar since={run.failingSince} error={run.error} hasData={run.data !== null} />
      {run.data ? (
        <InstanceTimeline
          key={run.data.service + run.data.instance + run.data.host}
          run={run.data}
          search={search}
          stale={run.failingSince !== null}
        />
      ) : (
        run.failingSince === null && <Late>Asking the collector …</Late>
      )}
    </main>
  );
}
