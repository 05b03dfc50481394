import { findFences } from './fences.ts';
import { splitLines } from './text-lines.ts';

/** A piece of JSON in an answer. */
export interface FoundJson {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds what may be JSON: fenced blocks that hold an object or a list, and objects that begin a line or
 * follow a tag. Only what is closed counts: what was cut off must not be completed by a guess.
 */
export function findJson(text: string): readonly FoundJson[] {
  const lines = splitLines(text);
  const found: FoundJson[] = [];
  let from = 0;
  for (const { info, opens, closes } of findFences(lines)) {
    const start = lines[opens]?.start ?? 0;
    const end = lines[closes]?.end ?? 0;
    found.push(...findBare(text, from, start));
    const inside = text.slice(lines[opens]?.end ?? 0, lines[closes]?.start ?? 0);
    if (jsonInfo.test(info)) found.push(...findFenced(inside).map(piece => ({ text: piece, start, end })));
    from = end;
  }
  return [...found, ...findBare(text, from, text.length)];
}

/** A list, or objects one below the other, or an object so broken that its end cannot be told. */
function findFenced(inside: string): readonly string[] {
  const whole = inside.trim();
  if (whole.startsWith('[') && whole.endsWith(']')) return [whole];
  const objects = findBare(inside, 0, inside.length).map(object => object.text);
  return objects.length === 0 && whole.startsWith('{') && whole.endsWith('}') ? [whole] : objects;
}

/** Objects in a stretch of text, each from its opening to its closing brace. */
function findBare(text: string, from: number, to: number): readonly FoundJson[] {
  const stretch = text.slice(from, to);
  const opening = /(?<=^[ \t]*|>\s*)\{/gmu;
  const found: FoundJson[] = [];
  for (let tries = 0; tries < maxTries; tries += 1) {
    const match = opening.exec(stretch);
    if (match === null) break;
    const closes = closingBrace(stretch, match.index);
    if (closes === -1) continue;
    found.push({
      text: stretch.slice(match.index, closes + 1),
      start: from + match.index,
      end: from + closes + 1,
    });
    opening.lastIndex = closes + 1;
  }
  return found;
}

/** Where the object that begins here ends; braces inside strings do not count. -1: nowhere. */
function closingBrace(text: string, from: number): number {
  let depth = 0;
  let isInString = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (isInString && character === '\\') at += 1;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && character === '{') depth += 1;
    else if (!isInString && character === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

const jsonInfo = /^(?:json\w*|tool\w*|)$/iu;

// Each try may read to the end; an answer of nothing but braces must not take forever.
const maxTries = 50;
