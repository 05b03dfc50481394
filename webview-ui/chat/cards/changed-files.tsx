import type { ChangedFile } from '../../../src/protocol/chat/card-slice.ts';
import { changeLetters } from '../../frame/change-letters.ts';
import { CodeBox } from '../../frame/code-box.tsx';
import { Icon } from '../../frame/icon.tsx';

interface ChangedFilesProps {
  readonly files: readonly ChangedFile[];
  /** Copies the whole file, however much of it is shown. */
  readonly onCopy: (path: string) => void;
}

/** What a phase wrote, file by file; each unfolds to its diff. */
export function ChangedFiles({ files, onCopy }: ChangedFilesProps) {
  if (files.length === 0) return null;
  return (
    <ul className="rows" aria-label="Changed files">
      {files.map(({ path, kind, added, removed, diff, omittedLines }) => (
        <li key={path}>
          <details>
            <summary className="row">
              <span className={`letter letter-${kind}`} aria-hidden="true">
                {changeLetters[kind]}
              </span>
              <span className="name path">{path}</span>
              <span className="visually-hidden">{kind},</span>
              <span className="added">+{added}</span>
              <span className="removed">−{removed}</span>
            </summary>
            <div className="code-box">
              {kind !== 'deleted' && (
                <button
                  type="button"
                  className="icon-button copy"
                  onClick={() => onCopy(path)}
                  title={`Copy ${path}`}
                >
                  <Icon name="copy" />
                  <span className="visually-hidden">Copy {path}</span>
                </button>
              )}
              <DiffLines diff={diff} />
            </div>
            {omittedLines > 0 && <p className="quiet">… {omittedLines} more lines</p>}
          </details>
        </li>
      ))}
    </ul>
  );
}

function DiffLines({ diff }: { readonly diff: string }) {
  if (diff === '') return <p className="quiet">Nothing to show: moved as it is, or binary.</p>;
  return (
    <CodeBox className="diff">
      {diff.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a stored diff never move.
        <span key={index} className={lineClasses[line[0] ?? ''] ?? 'line'}>
          {`${line}\n`}
        </span>
      ))}
    </CodeBox>
  );
}

const lineClasses: Readonly<Record<string, string>> = {
  '+': 'line line-added',
  '-': 'line line-removed',
  '@': 'line line-place',
};
