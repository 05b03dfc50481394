import type { Attachment } from '../../engine/run/run-request.ts';

/** The first of them, `src/cart.py` or `Lines 3–9 of src/cart.py`, for people. */
export function describeAttachments([first]: readonly Attachment[]): string | undefined {
  return first && describeAttachment(first);
}

export function describeAttachment({ path, selection, problems = [] }: Attachment): string {
  if (problems.length > 0)
    return problems.length === 1 ? `1 problem of ${path}` : `${problems.length} problems of ${path}`;
  if (selection === undefined) return path;
  const { startLine, endLine } = selection;
  const lines = startLine === endLine ? `Line ${startLine}` : `Lines ${startLine}–${endLine}`;
  return `${lines} of ${path}`;
}
