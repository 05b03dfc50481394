import { alignLines } from './align-lines.ts';
import { fitBareStart, type Seams } from './bare-start.ts';
import type { EditText } from './edit-result.ts';
import { type FileLines, lineAt, type NewLine, replaceLines } from './file-lines.ts';

/** A file with the text from an offset on, which is the search's, replaced; every other byte is as it was. */
export function replaceText(file: FileLines, start: number, edit: EditText): string {
  const from = lineAt(file, start);
  const last = lineAt(file, start + edit.search.length);
  const head = lineHead(file, start);
  const tail = lineTail(file, start + edit.search.length);
  if (isWholeLines(edit.search, { head, tail }) && edit.replace === '') {
    return replaceLines(file, { from, to: last + 1 }, []);
  }
  const replace = fitSeams(edit, { head, tail });
  const texts = (head + replace + tail).split('\n');
  const range = { from, to: last + 1 };
  const isWithinLine = tail !== '' || (from === last && head.trim() !== '' && texts.length === 1);
  return replaceLines(file, range, withEndings(file, { texts, range, isWithinLine }));
}

// Lines that are to go do not leave an empty one behind.
function isWholeLines(search: string, { head, tail }: Seams): boolean {
  return head.trim() === '' && tail === '' && !search.startsWith('\n') && !search.endsWith('\n');
}

function lineHead({ text }: FileLines, offset: number): string {
  return text.slice(offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function lineTail({ text }: FileLines, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end === -1 ? text.length : end);
}

function fitSeams(edit: EditText, seams: Seams): string {
  return keepBreaks({ ...edit, replace: fitBareStart(edit, seams) }, seams);
}

// A search that takes a line break which its replacement lacks would join two lines that nobody meant to join.
function keepBreaks({ search, replace }: EditText, { head, tail }: Seams): string {
  const joinsBefore = head !== '' && search.startsWith('\n') && !replace.startsWith('\n');
  const joinsAfter = tail !== '' && search.endsWith('\n') && !replace.endsWith('\n');
  if (replace === '') return joinsBefore && joinsAfter ? '\n' : '';
  return (joinsBefore ? '\n' : '') + replace + (joinsAfter ? '\n' : '');
}

interface Rewrite {
  readonly texts: readonly string[];
  readonly range: { readonly from: number; readonly to: number };
  /** Whether the last line changes only in part, so that its ending is not the edit's to choose. */
  readonly isWithinLine: boolean;
}

function withEndings(file: FileLines, { texts, range, isWithinLine }: Rewrite): readonly NewLine[] {
  const olds = file.lines.slice(range.from, range.to);
  const endings = olds.map((_, at) => file.endingAt(range.from + at));
  const isUniform = endings.every(ending => ending === '' || ending === file.mainEnding);
  if (isUniform) return texts.map(text => ({ text }));
  const kept = new Map(
    alignLines(olds, texts).flatMap(step =>
      step.kind === 'same' ? [[step.after, endings[step.before] ?? '']] : [],
    ),
  );
  if (isWithinLine) kept.set(texts.length - 1, endings.at(-1) ?? '');
  return texts.map((text, at) => ({ text, ending: kept.get(at) ?? '' }));
}
