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
  const [, fence = '', body = '', closing = ''] = fenced.exec(text) ?? [];
  return fence !== '' && closing.startsWith(fence) ? body.replace(/\n$/u, '') : undefined;
}

const fenced = /^\s*(`{3,}|~{3,})[^`\n]*\n(.*?)[ \t]*(`{3,}|~{3,})\s*$/su;

// The break behind a closing fence belongs to the fence, so the replacement's own goes with it.
function withFinalBreakOf(search: string, replace: string): string {
  return search.endsWith('\n') ? replace.replace(/\n$/u, '') : replace;
}
