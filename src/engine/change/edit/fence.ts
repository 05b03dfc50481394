import type { EditText } from './edit-result.ts';

/** Takes a Markdown fence off the search, and off the replacement where it has one too. */
export function unwrapFence({ search, replace }: EditText): EditText | undefined {
  const inner = withoutFence(search);
  if (inner === undefined) return undefined;
  const replacement = withoutFence(replace) ?? withFinalBreakOf(search, replace);
  // Whole lines that are to go need their last line break, or an empty line would stay behind.
  return replacement === '' ? { search: `${inner}\n`, replace: '' } : { search: inner, replace: replacement };
}

// Undefined when there is no fence around it.
function withoutFence(text: string): string | undefined {
  const lines = text.split('\n');
  const first = lines.findIndex(line => line.trim() !== '');
  const last = lines.findLastIndex(line => line.trim() !== '');
  const fence = opening.exec(lines[first]?.trim() ?? '')?.[1];
  const closes = fence !== undefined && first < last && lines[last]?.trim() === fence;
  return closes ? lines.slice(first + 1, last).join('\n') : undefined;
}

const opening = /^(`{3,}|~{3,})[^`~]*$/u;

// The break behind a closing fence belongs to the fence, so the replacement's own goes with it.
function withFinalBreakOf(search: string, replace: string): string {
  return search.endsWith('\n') ? replace.replace(/\n$/u, '') : replace;
}
