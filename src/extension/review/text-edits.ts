import { lineChanges } from '../../engine/change/review/line-change.ts';

/** A piece of a document with something else in its place. Lines and characters count from 0; line breaks are `\n`. */
export interface TextReplacement {
  readonly start: TextPosition;
  readonly end: TextPosition;
  readonly text: string;
}

export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** What turns one text into another, only the lines that differ: cursors and folds elsewhere stay. */
export function textEdits(beforeText: string, afterText: string): readonly TextReplacement[] {
  const before = linesOf(beforeText);
  const after = linesOf(afterText);
  const last = before.length - 1;
  const endOfLine = (line: number) => ({ line, character: before[line]?.length ?? 0 });
  return lineChanges(before, after).map(({ baseStart, baseCount, nextStart, nextCount }) => {
    const lines = after.slice(nextStart, nextStart + nextCount);
    const end = baseStart + baseCount;
    if (end <= last) {
      const text = lines.map(line => `${line}\n`).join('');
      return { start: startOfLine(baseStart), end: startOfLine(end), text };
    }
    // At the end the break before the lines goes with them, as there is none behind.
    if (baseStart > 0) {
      const text = lines.map(line => `\n${line}`).join('');
      return { start: endOfLine(baseStart - 1), end: endOfLine(last), text };
    }
    return { start: startOfLine(0), end: endOfLine(last), text: lines.join('\n') };
  });
}

const startOfLine = (line: number): TextPosition => ({ line, character: 0 });

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/u);
}
