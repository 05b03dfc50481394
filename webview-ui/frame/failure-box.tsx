import type { FailureSlice } from '../../src/protocol/chat/run-slice.ts';

interface FailureBoxProps {
  readonly failure: FailureSlice;
  readonly onAct: (action: string) => void;
}

/** What happened, what to do, and the buttons that do it. */
export function FailureBox({ failure, onAct }: FailureBoxProps) {
  return (
    <section className="failure" aria-label="What went wrong">
      <p>{failure.message}</p>
      <div className="actions">
        {failure.actions.map(({ id, title }) => (
          <vscode-button key={id} secondary onClick={() => onAct(id)}>
            {title}
          </vscode-button>
        ))}
      </div>
    </section>
  );
}
