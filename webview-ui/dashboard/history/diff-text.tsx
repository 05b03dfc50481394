import { visibleText } from '../parts/visible-text.ts';

/** A unified diff with its lines coloured; a sign begins each, so that the colour is not needed. */
export function DiffText({ diff }: { readonly diff: string }) {
  const lines = visibleText(diff).trimEnd().split('\n');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <pre className="diff" tabIndex={0}>
      {lines.slice(0, maxLines).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a diff is drawn once
        <span key={index} className={`diff-line ${lineClass(line)}`}>
          {line}
          {'\n'}
        </span>
      ))}
      {lines.length > maxLines && `… ${lines.length - maxLines} more lines`}
    </pre>
  );
}

function lineClass(line: string): string {
  if (line.startsWith('+++') || line.startsWith('---') || line.startsWith('diff ')) return 'diff-file';
  if (line.startsWith('+')) return 'diff-added';
  if (line.startsWith('-')) return 'diff-removed';
  return line.startsWith('@@') ? 'diff-hunk' : '';
}

// A browser lays out so many lines without a pause; the file's own diff editor has all of them.
const maxLines = 2_000;
