import type { RunSlice } from '../../../src/protocol/chat/run-slice.ts';
import { formatDuration } from '../../frame/format-amounts.ts';
import { StatusMark } from '../../frame/status-mark.tsx';

/** Each execution of the check, with its verdict. */
export function Attempts({ run }: { readonly run: RunSlice }) {
  if (run.attempts.length === 0 && run.check === null) return null;
  return (
    <section aria-labelledby="attempts">
      <h3 id="attempts">
        Attempts{' '}
        {run.attempts.length > 0 && <vscode-badge variant="counter">{run.attempts.length}</vscode-badge>}
      </h3>
      {run.check !== null && <code className="check">{run.check}</code>}
      <ol className="rows">
        {run.attempts.map(({ number, verdict, headline, exitCode, durationMs, backend }) => (
          <li key={number} className="row attempt">
            <StatusMark status={verdict === 'passed' ? 'done' : 'failed'} />
            <span className="name">
              #{number} {verdict}
              {headline !== '' && <span className="headline">{headline}</span>}
            </span>
            <span className="facts" title={exitCode === null ? 'killed' : `exit code ${exitCode}`}>
              {backend} · {formatDuration(durationMs)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
