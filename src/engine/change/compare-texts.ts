import { structuredPatch } from 'diff';

/** A line of one text beside that of the other. `gap`: lines that are the same in both are left out here. */
export interface TextRow {
  readonly kind: 'same' | 'changed' | 'gap';
  /** Null where this side has no such line. */
  readonly before: NumberedLine | null;
  readonly after: NumberedLine | null;
}

export interface NumberedLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Two texts side by side, where they differ, with three lines around it. Empty for equal texts. */
export function compareTexts(before: string, after: string): readonly TextRow[] {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 3 });
  return hunks.flatMap(({ oldStart, newStart, lines }, index) => [
    ...(index > 0 ? [gap] : []),
    ...rowsOf(lines, { before: oldStart, after: newStart }),
  ]);
}

/** Removed lines and the added ones that follow them stand beside each other. */
function rowsOf(
  lines: readonly string[],
  start: { readonly before: number; readonly after: number },
): readonly TextRow[] {
  const rows: TextRow[] = [];
  let { before, after } = start;
  let removed: NumberedLine[] = [];
  let added: NumberedLine[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1)
      rows.push({ kind: 'changed', before: removed[index] ?? null, after: added[index] ?? null });
    removed = [];
    added = [];
  };
  for (const line of lines) {
    const text = line.slice(1);
    if (line.startsWith('-')) {
      if (added.length > 0) flush();
      removed.push({ number: before++, text });
    } else if (line.startsWith('+')) {
      added.push({ number: after++, text });
    } else if (line.startsWith(' ')) {
      flush();
      rows.push({ kind: 'same', before: { number: before++, text }, after: { number: after++, text } });
    }
  }
  flush();
  return rows;
}

const gap: TextRow = { kind: 'gap', before: null, after: null };
