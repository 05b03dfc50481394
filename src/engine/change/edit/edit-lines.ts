import type { EditLines, EditText } from './edit-result.ts';

/**
 * Splits both sides by the same rule. A line break at the end of both ends their last lines; one at the
 * end of a single side is an empty line more. Deleting whole lines takes their last break along.
 */
export function splitEdit({ search, replace }: EditText): EditLines {
  const isTerminated = search.endsWith('\n') && (replace.endsWith('\n') || replace === '');
  if (!isTerminated) return { search: search.split('\n'), replace: replace.split('\n') };
  return {
    search: search.slice(0, -1).split('\n'),
    replace: replace === '' ? [] : replace.slice(0, -1).split('\n'),
  };
}
