import type { EditLines, EditText } from './edit-result.ts';

/** Search and replacement as lines. */
export interface SplitEdit extends EditLines {
  /** Whether the search ends with a line break that is not one of its lines. */
  readonly endsLine: boolean;
}

/**
 * Splits both sides by the same rule. A line break at the end of both ends their last lines; one at the
 * end of a single side is an empty line more. Deleting whole lines takes their last break along.
 */
export function splitEdit({ search, replace }: EditText): SplitEdit {
  const endsLine = search.endsWith('\n') && (replace.endsWith('\n') || replace === '');
  if (!endsLine) return { search: search.split('\n'), replace: replace.split('\n'), endsLine };
  const replaceLines = replace === '' ? [] : replace.slice(0, -1).split('\n');
  return { search: search.slice(0, -1).split('\n'), replace: replaceLines, endsLine };
}
