import type { CardAttempt } from '../../../src/protocol/chat/card-slice.ts';
import { doneStatus } from '../../../src/protocol/phase-status.ts';
import { formatDuration } from '../../frame/format-amounts.ts';
import { StatusMark } from '../../frame/status-mark.tsx';

/** The executions of the check, each with its verdict and, where it failed, why. */
export function AttemptList({ attempts }: { readonly attempts: readonly CardAttempt[] }) {
  if (attempts.length === 0) return null;
  return (
    <ol className="rows">
      {attempts.map(({ number, command, backend, verdict, headline, exitCode, durationMs }) => (
        <li key={number} className="attempt">
          <p className="attempt-line">
            <StatusMark status={verdict === null ? 'active' : doneStatus(verdict)} />
            <span className="name">
              #{number} {verdict ?? 'runs'}
            </span>
            <span className="facts" title={exitCode === null ? 'no exit code' : `exit code ${exitCode}`}>
              {backend}
              {durationMs !== null && ` · ${formatDuration(durationMs)}`}
              {verdict === 'failed' && exitCode !== null && ` · exit ${exitCode}`}
            </span>
          </p>
          <code className="check">{command}</code>
          {headline !== '' && <p className="headline">{headline}</p>}
        </li>
      ))}
    </ol>
  );
}
