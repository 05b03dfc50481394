import type { Random } from './random.ts';
import { linesAbove, linesAfter, linesBelow, type RealEdit, replaceOf, searchOf } from './real-edit.ts';

/** An edit as a model might send it, and the file it should make. Null: the file must stay as it is. */
export interface DamagedEdit {
  readonly original: string;
  readonly search: string;
  readonly replace: string;
  readonly expected: string | null;
}

/** Damages a real edit; undefined when this one cannot be damaged so. */
export type Damage = (edit: RealEdit, random: Random) => DamagedEdit | undefined;

/** A damage that can be put on top of another. */
export type Layer = (edit: DamagedEdit, random: Random) => DamagedEdit | undefined;

/** The edit as it should be sent. */
export function undamaged(edit: RealEdit): DamagedEdit {
  return {
    original: edit.lines.join('\n'),
    search: searchOf(edit).join('\n'),
    replace: replaceOf(edit).join('\n'),
    expected: linesAfter(edit).join('\n'),
  };
}

/** The edit as it should be sent, of a file whose quoted lines are those of another version of it. */
export function refiled(edit: RealEdit, found: RealEdit): DamagedEdit | undefined {
  const around = (lines: readonly string[]) =>
    [...linesAbove(edit), ...lines, ...linesBelow(edit)].join('\n');
  const original = around(searchOf(found));
  const whole = undamaged(edit);
  return original === whole.original ? undefined : { ...whole, original, expected: around(replaceOf(found)) };
}

/** Damages with a layer alone. */
export function only(layer: Layer): Damage {
  return (edit, random) => layer(undamaged(edit), random);
}

/** An edit of which only the quoted text is damaged, when that makes a difference. */
export function requoted(edit: DamagedEdit, damage: (text: string) => string): DamagedEdit | undefined {
  const search = damage(edit.search);
  return search === edit.search ? undefined : { ...edit, search, replace: damage(edit.replace) };
}

/** Does something to every line of a text. */
export function eachLine(text: string, change: (line: string, at: number) => string): string {
  return text.split('\n').map(change).join('\n');
}
