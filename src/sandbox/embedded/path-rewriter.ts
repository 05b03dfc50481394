/** Replaces texts in a stream, also where a piece ends in the middle of one. */
export interface PathRewriter {
  push(text: string): string;
  /** What was held back in case it went on. */
  end(): string;
}

/**
 * Programs run in a folder with a random name. What they print shows the same path every time, so that
 * the same failure reads the same twice.
 */
export function rewritePaths(replacements: ReadonlyMap<string, string>): PathRewriter {
  const patterns = [...replacements.keys()].sort((one, other) => other.length - one.length);
  const anyPattern = new RegExp(patterns.map(escapeForRegExp).join('|'), 'gu');
  let held = '';

  return {
    push(text) {
      const whole = held + text;
      const cut = whole.length - longestOpenEnd(afterLastMatch(whole), patterns);
      held = whole.slice(cut);
      return replaceAll(whole.slice(0, cut));
    },
    end() {
      const rest = replaceAll(held);
      held = '';
      return rest;
    },
  };

  function replaceAll(text: string): string {
    return text.replaceAll(anyPattern, found => replacements.get(found) ?? found);
  }

  function afterLastMatch(text: string): string {
    const last = [...text.matchAll(anyPattern)].at(-1);
    return last === undefined ? text : text.slice(last.index + last[0].length);
  }
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}

/** How many characters at the end are the beginning of a pattern. */
function longestOpenEnd(text: string, patterns: readonly string[]): number {
  return Math.max(0, ...patterns.map(pattern => openEnd(text, pattern)));
}

function openEnd(text: string, pattern: string): number {
  for (let size = Math.min(pattern.length - 1, text.length); size > 0; size -= 1) {
    if (text.endsWith(pattern.slice(0, size))) return size;
  }
  return 0;
}
