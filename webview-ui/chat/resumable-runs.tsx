import type { ResumableRun } from '../../src/protocol/chat/chat-slices.ts';
import type { ChatHost } from './chat-host.ts';

/** Runs that were left or interrupted, each a click away from going on. */
export function ResumableRuns({
  runs,
  send,
}: { readonly runs: readonly ResumableRun[] } & Pick<ChatHost, 'send'>) {
  return (
    <section aria-labelledby="resumable">
      <h2 id="resumable">Can go on</h2>
      <ul className="rows">
        {runs.map(({ runId, task, state }) => (
          <li key={runId}>
            <button
              type="button"
              className="row resumable"
              title={task}
              onClick={() => send({ type: 'run.resume', runId })}
            >
              <span className="name">{task}</span>
              <span className="facts">{state}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
