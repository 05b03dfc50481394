import type { Random } from './random.ts';

/** Puts one letter wrong inside a word; undefined when the line has no word to do it to. */
export function misspell(line: string, random: Random): string | undefined {
  const word = random.pickAny([...line.matchAll(/[a-z]{5,}/giu)]);
  if (word === undefined) return undefined;
  const at = word.index + random.between(1, word[0].length - 3);
  const [letter = '', next = ''] = line.slice(at, at + 2);
  const wrong = random.pick([
    next + letter,
    letter,
    letter + letter + next,
    (letter === 'x' ? 'y' : 'x') + next,
  ]);
  const changed = line.slice(0, at) + wrong + line.slice(at + 2);
  return changed === line ? undefined : changed;
}

/** Gives a line a word or a number that it may have had once. */
export function makeStale(line: string, random: Random): string | undefined {
  const word = random.pickAny([...line.matchAll(/\b(?:[a-z_]\w{2,}|\d{1,6})\b/giu)]);
  if (word === undefined) return undefined;
  const [now] = word;
  const isNumber = /^\d/u.test(now);
  const once = isNumber
    ? String(Number(now) + random.between(1, 90))
    : random.pick([`old_${now}`, `${now}Old`, 'previousValue']);
  return line.slice(0, word.index) + once + line.slice(word.index + now.length);
}
