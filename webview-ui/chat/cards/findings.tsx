import type { RunPart } from './run-card.tsx';

/** Calls in the change that may deserve a look; each opens the diff of its file. */
export function Findings({ run, send }: RunPart) {
  if (run.findings.length === 0) return null;
  return (
    <section aria-label="Worth a look">
      <h4>
        Worth a look <vscode-badge variant="counter">{run.findings.length}</vscode-badge>
      </h4>
      <ul className="rows">
        {run.findings.map(({ path, sentence }) => (
          <li key={sentence}>
            <button
              type="button"
              className="row finding"
              title={sentence}
              onClick={() => send({ type: 'change.open', path })}
            >
              {sentence}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
