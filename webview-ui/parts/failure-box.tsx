import type { FailureSlice } from '../../src/protocol/run-slice.ts';
import type { PanelHost } from '../open-host.ts';

/** What happened, what to do, and the buttons that do it. */
export function FailureBox({ failure, send }: { readonly failure: FailureSlice } & Pick<PanelHost, 'send'>) {
  return (
    <section className="failure" aria-label="What went wrong">
      <p>{failure.message}</p>
      <div className="actions">
        {failure.actions.map(({ id, title }) => (
          <vscode-button key={id} secondary onClick={() => send({ type: 'failure.act', action: id })}>
            {title}
          </vscode-button>
        ))}
      </div>
    </section>
  );
}
