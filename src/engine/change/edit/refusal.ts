import type { EditRefusal, RefusalReason } from './edit-result.ts';

const mostPlaces = 20;

export const blankSearch: EditRefusal = {
  kind: 'refused',
  reason: 'blank-search',
  message: 'The search is blank. Give the lines that are to be replaced, exactly as they stand in the file.',
};

export const searchEqualsReplace: EditRefusal = {
  kind: 'refused',
  reason: 'search-equals-replace',
  message:
    'Search and replacement are the same, so there is nothing to change. Give the new text as the replacement.',
};

export function elisionRefusal(line: string): EditRefusal {
  return {
    kind: 'refused',
    reason: 'elision',
    message: `"${line.trim()}" stands for code that was left out. Write out every line of search and replacement, or make several smaller edits.`,
  };
}

/** Lines count from 1. */
export function ambiguousRefusal(lines: readonly number[]): EditRefusal {
  const places = lines.length > mostPlaces ? `more than ${mostPlaces} places` : `${lines.length} places`;
  const listed = lines.slice(0, mostPlaces);
  return {
    kind: 'refused',
    reason: 'ambiguous',
    message: `The search fits ${places}, at lines ${listed.join(', ')}. Add lines around it until it fits only the one that is meant.`,
    lines: listed,
  };
}

/** What is one line off but may not be written; the message names the line, counted from 1. */
export function nearRefusal(reason: RefusalReason, line: number, lines: readonly number[]): EditRefusal {
  if (lines.length > 1) {
    const message = `The search is not in the file, and ${lines.length} places differ from it in one line, at lines ${lines.slice(0, mostPlaces).join(', ')}. Give the lines of the one that is meant, exactly as they stand there.`;
    return { kind: 'refused', reason, message, lines: lines.slice(0, mostPlaces) };
  }
  const message =
    reason === 'changed-since'
      ? `The file differs from the search at line ${line}, which is one of the lines to change. Read the file again and base the edit on what stands there now.`
      : `The search is not in the file. What comes closest differs at line ${line}, and may be another thing that only looks alike. Give the lines exactly as they stand in the file.`;
  return { kind: 'refused', reason, message };
}

/** How many places are worth finding: one more than is listed. */
export const enoughPlaces = mostPlaces + 1;
