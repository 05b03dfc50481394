import type { EditLines, EditText } from './edit-result.ts';

/** Search and replacement as lines. */
export interface SplitEdit extends EditLines {
  /** Whether the search ends with a line break that is not one of its lines. */
  readonly endsLine: boolean;
}

/**
 * Splits both sides by the same rule. A line break at the end of both ends their last lines; one at the
 * end of a single side is an empty line more. An empty replacement has no lines at all.
 */
export function splitEdit({ search, replace }: EditText): SplitEdit {
  const endsLine = search.endsWith('\n') && (replace.endsWith('\n') || replace === '');
  const linesOf = (text: string) => (endsLine ? text.slice(0, -1) : text).split('\n');
  return { search: linesOf(search), replace: replace === '' ? [] : linesOf(replace), endsLine };
}
