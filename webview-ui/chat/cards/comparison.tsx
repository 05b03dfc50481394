import type { ComparedFile, ComparedLine } from '../../../src/protocol/chat/card-slice.ts';

/** The failed attempt and the fix, line beside line. */
export function Comparison({ files }: { readonly files: readonly ComparedFile[] }) {
  return files.map(file => <ComparedTable key={file.path} file={file} />);
}

function ComparedTable({ file: { path, rows, omittedRows } }: { readonly file: ComparedFile }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="comparison" tabIndex={0} aria-label={`What the fix changed in ${path}`}>
      <table>
        <caption className="path">{path}</caption>
        <colgroup>
          <col className="number-column" />
          <col />
          <col className="number-column" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              Failed attempt
            </th>
            <th scope="col" colSpan={2}>
              Fix
            </th>
          </tr>
        </thead>
        <tbody dir="ltr">
          {rows.map(({ kind, before, after }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a stored comparison never move.
            <tr key={index} className={`compared-${kind}`}>
              <Side line={before} mark={kind === 'changed' ? 'removed' : 'same'} />
              <Side line={after} mark={kind === 'changed' ? 'added' : 'same'} />
            </tr>
          ))}
        </tbody>
      </table>
      {omittedRows > 0 && <p className="quiet">… {omittedRows} more lines</p>}
    </section>
  );
}

interface SideProps {
  readonly line: ComparedLine | null;
  readonly mark: 'removed' | 'added' | 'same';
}

function Side({ line, mark }: SideProps) {
  return (
    <>
      <td className="line-number">{line?.number}</td>
      <td className={line === null ? 'no-line' : `line-${mark}`}>
        {line !== null && mark !== 'same' && <span className="visually-hidden">{mark}: </span>}
        {line?.text}
      </td>
    </>
  );
}
