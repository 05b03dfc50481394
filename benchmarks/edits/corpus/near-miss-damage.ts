import { extname } from 'node:path';
import { type Damage, type DamagedEdit, refiled, undamaged } from './damaged-edit.ts';
import { indentOf } from './mutate-lines.ts';
import type { Random } from './random.ts';
import { mapKept, type RealEdit, replaceOf, searchOf } from './real-edit.ts';
import { makeStale, misspell } from './wrong-line.ts';

/** A letter is wrong in a line that the model only quotes, in the search or on both sides. */
export const typo: Damage = (edit, random) => {
  const wrong = changeKept(edit, random, misspell);
  if (wrong === undefined) return undefined;
  return random.chance(0.6) ? wrong : { ...wrong, replace: undamaged(edit).replace };
};

/** A line that the model only quotes reads as it may have done some commits ago. */
export const staleContext: Damage = (edit, random) => changeKept(edit, random, makeStale);

/** The model leaves out a comment line, or the comment at the end of a line. */
export const lostComment: Damage = (edit, random) =>
  random.chance(0.5) ? lostCommentLine(edit, random) : lostLineEnd(edit, random);

/** The line that is to change has been changed already, otherwise: refuse. */
export const changedSince: Damage = (edit, random) => {
  const at = edit.steps
    .filter(step => step.kind !== 'add')
    .findIndex(step => step.kind === 'drop' && isOrdinary(step.line));
  const line = searchOf(edit)[at];
  const other = line === undefined ? undefined : makeStale(line, random);
  if (other === undefined || replaceOf(edit).includes(other)) return undefined;
  const lines = edit.lines.with(edit.start + at, other);
  return { ...undamaged(edit), original: lines.join('\n'), expected: null };
};

// Not a line that says which block it is, and not one that could be taken for another.
function isOrdinary(line: string): boolean {
  const text = line.trim();
  if (text.length < 8 || /[{([:=]$|=>$/u.test(text)) return false;
  return !blockNames.test(text);
}

const blockNames =
  /^(?:@|#|\[|- |export|async|def |class |function|const|let|var|type |interface|public|private|static|case|describe|it\(|test\(|["']?(?:name|id|key|title|label|path)["']?\s*[:=])/u;

type ChangeLine = (line: string, random: Random) => string | undefined;

function changeKept(edit: RealEdit, random: Random, change: ChangeLine): DamagedEdit | undefined {
  const at = random.pickAny(innerKept(edit).filter(spot => isOrdinary(edit.steps[spot]?.line ?? '')));
  const changed = at === undefined ? undefined : change(edit.steps[at]?.line ?? '', random);
  if (changed === undefined || edit.lines.some(line => line.trim() === changed.trim())) return undefined;
  const quoted = mapKept(edit, (line, step) => (step === at ? changed : line));
  return { ...undamaged(edit), search: searchOf(quoted).join('\n'), replace: replaceOf(quoted).join('\n') };
}

// Positions of kept steps that are neither the first nor the last line of the search.
function innerKept({ steps }: RealEdit): readonly number[] {
  const quoted = steps.flatMap((step, at) => (step.kind === 'add' ? [] : at));
  return quoted.slice(1, -1).filter(at => steps[at]?.kind === 'keep');
}

// The comment stands between two quoted lines, so that it is clear where it goes.
function lostCommentLine(edit: RealEdit, random: Random): DamagedEdit | undefined {
  const { steps } = edit;
  const spots = steps.flatMap((step, at) =>
    step.kind === 'keep' && steps[at - 1]?.kind === 'keep' ? at : [],
  );
  const at = random.pickAny(spots);
  if (at === undefined) return undefined;
  const line = indentOf(steps[at]?.line ?? '') + commentIn(edit.path, random);
  return refiled(edit, { ...edit, steps: steps.toSpliced(at, 0, { kind: 'keep', line }) });
}

function lostLineEnd(edit: RealEdit, random: Random): DamagedEdit | undefined {
  const at = innerKept(edit).find(spot => isOrdinary(edit.steps[spot]?.line ?? ''));
  if (at === undefined) return undefined;
  return refiled(
    edit,
    mapKept(edit, (line, step) => (step === at ? `${line}  ${commentIn(edit.path, random)}` : line)),
  );
}

function commentIn(path: string, random: Random): string {
  const said = random.pick([
    'keep in step with the caller',
    'see the notes below',
    'not safe across threads',
  ]);
  return (extname(path) === '.py' ? '# ' : '// ') + said;
}
