import { type Damage, refiled, undamaged } from './damaged-edit.ts';
import type { Random } from './random.ts';
import { mapKept, replaceOf, searchOf } from './real-edit.ts';

/** The model writes typographic quotes, dashes and spaces where the file has plain ones, in what it only quotes. */
export const smartSignsInSearch: Damage = (edit, random) => {
  const quoted = mapKept(edit, line => smarten(line, random));
  const search = searchOf(quoted).join('\n');
  const whole = undamaged(edit);
  return search === whole.search ? undefined : { ...whole, search, replace: replaceOf(quoted).join('\n') };
};

/** The file has typographic signs, the model writes plain ones; what it adds is plain. */
export const smartSignsInFile: Damage = (edit, random) => {
  const smart = edit.steps.map(step =>
    step.kind === 'add' ? step : { ...step, line: smarten(step.line, random) },
  );
  return refiled(edit, { ...edit, steps: smart });
};

/** Letters with marks are one character here and two there. */
export const otherComposition: Damage = (edit, random) => {
  const marked = mapKept(edit, line => line.replace(/[aeou]/u, letter => letterMarks[letter] ?? letter));
  const apart = mapKept(marked, line => line.normalize('NFD'));
  const [quoted, found] = random.chance(0.5) ? [marked, apart] : [apart, marked];
  const file = refiled(edit, found);
  return file && { ...file, search: searchOf(quoted).join('\n'), replace: replaceOf(quoted).join('\n') };
};

const letterMarks: Readonly<Record<string, string>> = { a: 'á', e: 'é', o: 'ö', u: 'ü' };

const smartSigns: ReadonlyMap<string, string> = new Map([
  ["'", '\u2019'],
  ['"', '\u201C'],
  ['-', '\u2013'],
  [' ', '\u00A0'],
]);

// Indentation stays, and a sign changes only now and then, as in text that was typed by hand.
function smarten(line: string, random: Random): string {
  const start = line.length - line.trimStart().length;
  const end = line.trimEnd().length;
  return line.replace(/["' -]/gu, (sign, at: number) => {
    const isKept = at < start || at >= end || !random.chance(sign === ' ' ? 0.1 : 0.6);
    return isKept ? sign : (smartSigns.get(sign) ?? sign);
  });
}
