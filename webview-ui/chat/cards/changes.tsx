import type { ChangeSummary } from '../../../src/protocol/chat/run-slice.ts';
import { changeLetters } from '../../frame/change-letters.ts';
import type { RunPart } from './run-card.tsx';

/** The files that were changed, as rows that open their diff. */
export function Changes({ run, send }: RunPart) {
  if (run.changes.length === 0) return null;
  return (
    <section aria-label="Changes">
      <h4>
        Changes <vscode-badge variant="counter">{run.changes.length}</vscode-badge>
      </h4>
      <ul className="rows">
        {run.changes.map(change => (
          <li key={change.path}>
            <button
              type="button"
              className="row change"
              title={describe(change)}
              onClick={() => send({ type: 'change.open', path: change.path })}
            >
              <span className={`letter letter-${change.kind}`} aria-hidden="true">
                {changeLetters[change.kind]}
              </span>
              <span className="name path">{change.path}</span>
              <span className="visually-hidden">{change.kind},</span>
              <span className="added">+{change.added}</span>
              <span className="removed">−{change.removed}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function describe({ kind, path, from }: ChangeSummary): string {
  return from === undefined ? `${path} (${kind})` : `${from} → ${path} (${kind})`;
}
