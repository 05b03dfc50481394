import { type Damage, undamaged } from './damaged-edit.ts';
import { indentOf } from './mutate-lines.ts';
import type { Random } from './random.ts';
import { countSqueezed, drawEdit, replaceOf, searchOf } from './real-edit.ts';
import type { SourceFile } from './source-files.ts';

/** Only a part of one line is quoted. */
export const partOfLine: Damage = (edit, random) => {
  const [line = '', ...otherLines] = edit.steps.filter(step => step.kind === 'drop').map(step => step.line);
  const [changed = '', ...more] = edit.steps.filter(step => step.kind === 'add').map(step => step.line);
  if (line === '' || changed === '' || otherLines.length + more.length > 0) return undefined;
  const least = indentOf(line).length;
  const from = Math.max(least, sharedStart(line, changed) - random.between(2, 20));
  const shared = sharedStart(
    [...line.slice(from)].reverse().join(''),
    [...changed.slice(from)].reverse().join(''),
  );
  const spare = Math.max(0, shared - random.between(2, 20));
  const search = line.slice(from, line.length - spare);
  const whole = undamaged(edit);
  if (search.trim() === '' || search === line || countText(whole.original, search) !== 1) return undefined;
  return { ...whole, search, replace: changed.slice(from, changed.length - spare) };
};

/** The whole file is one long line. */
export const minified: Damage = edit => {
  const flat = (lines: readonly string[]) => lines.map(line => line.trim()).join(' ');
  const search = flat(searchOf(edit));
  const [before, after, more] = flat(edit.lines).split(search);
  if (before === undefined || after === undefined || more !== undefined) return undefined;
  const replace = flat(replaceOf(edit));
  const [original, expected] = [before + search + after, before + replace + after];
  return replace === search ? undefined : { original, search, replace, expected };
};

/** What is new holds signs that mean something in patterns. */
export const patternSigns: Damage = (edit, random) => {
  const signs = random.pick(['$&', '$1 $2', '$$', "$` $'", '\\1 \\g<0>', '^.*[a-z]+(?:x|y)$', '$<name>']);
  const steps = edit.steps.map(step =>
    step.kind === 'add' && step.line.trim() !== '' ? { ...step, line: `${step.line} ${signs}` } : step,
  );
  return steps.some(step => step.line.endsWith(signs)) ? undamaged({ ...edit, steps }) : undefined;
};

/** The file has some fifty thousand lines, the edit is anywhere in it, and may be damaged in any of these ways. */
export function largeFile(sources: readonly SourceFile[], damages: readonly [Damage, ...Damage[]]): Damage {
  return (edit, random) => {
    const damaged = random.pick(damages)(edit, random);
    const filler = fillerLines(sources, random);
    if (damaged === undefined || countSqueezed(filler, searchOf(edit)) > 0) return undefined;
    const above = filler.slice(0, random.below(filler.length));
    const below = filler.slice(above.length);
    const around = (lines: string) => [...above, lines, ...below].join('\n');
    return {
      ...damaged,
      original: around(damaged.original),
      expected: damaged.expected && around(damaged.expected),
    };
  };
}

function fillerLines(sources: readonly SourceFile[], random: Random): readonly string[] {
  const lines: string[] = [];
  while (lines.length < 50_000) {
    const shape = { context: [0, 0], lines: [1, 9] } as const;
    for (const line of drawEdit(sources, shape, random).lines) lines.push(line);
  }
  return lines;
}

function sharedStart(a: string, b: string): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a[count] === b[count]) count += 1;
  return count;
}

function countText(text: string, wanted: string): number {
  return wanted === '' ? 0 : text.split(wanted).length - 1;
}
