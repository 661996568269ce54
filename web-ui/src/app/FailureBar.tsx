import { ApiProblem } from '../api/client';
import { clock, utc } from '../units/time';

/**
 * Tells that the collector cannot be reached or refuses, since when, and what still holds. Lies
 * over the page's top edge so that nothing below it moves.
 */
export function FailureBar({
  since,
  error,
  hasData,
}: {
  since: number | null;
  error: unknown;
  hasData: boolean;
}) {
  if (since === null) return null;
  const what =
    error instanceof ApiProblem
      ? `The collector answers with an error: ${error.message}`
      : 'The collector cannot be reached';
  return (
    <div class="failure" role="alert" data-testid="failure">
      <b>
        {what}, since <time title={utc(since)}>{clock(since)}</time>.
      </b>{' '}
      {hasData
        ? 'What you see is its last data. Services keep running and their agents keep what they measure.'
        : 'Services keep running. This page goes on asking every two seconds.'}
    </div>
  );
}
