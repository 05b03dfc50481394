import type { EditText } from './edit-result.ts';

/** Takes a Markdown fence off search and replacement. */
export function unwrapFence({ search, replace }: EditText): EditText | undefined {
  const inner = withoutFence(search);
  const replacement = replace === '' ? '' : withoutFence(replace);
  return inner === undefined || replacement === undefined
    ? undefined
    : { search: inner, replace: replacement };
}

/** Takes a Markdown fence off a search whose replacement has none. */
export function unwrapSearchFence({ search, replace }: EditText): EditText | undefined {
  const inner = withoutFence(search);
  if (inner === undefined || replace === '' || withoutFence(replace) !== undefined) return undefined;
  // The break behind a closing fence belongs to the fence, so the replacement's own goes with it.
  return { search: inner, replace: search.endsWith('\n') ? replace.replace(/\n$/u, '') : replace };
}

/** True when a line opens or closes a fence. */
export function isFence(line: string | undefined): boolean {
  return line !== undefined && opening.test(line.trim());
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
