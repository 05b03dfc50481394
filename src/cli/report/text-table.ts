import { textWidth } from '../display/text-width.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Rows under titles, as wide as the widest cell; the caller colours whole lines, not cells. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map(row => textWidth(row[index] ?? ''))));
  return all.map(row =>
    columns
      .map(({ align }, index) => pad(row[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd(),
  );
}

function pad(text: string, width: number, align: Column['align']): string {
  const room = ' '.repeat(width - textWidth(text));
  return align === 'left' ? text + room : room + text;
}
