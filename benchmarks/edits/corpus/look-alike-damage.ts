import { type Damage, type DamagedEdit, undamaged } from './damaged-edit.ts';
import type { Random } from './random.ts';
import {
  countSqueezed,
  linesAbove,
  linesAfter,
  linesBelow,
  type RealEdit,
  replaceOf,
  searchOf,
} from './real-edit.ts';
import { makeStale, misspell } from './wrong-line.ts';

/** The search stands twice in the file: refuse. */
export const twice: Damage = (edit, random) => {
  const search = searchOf(edit);
  const free = random.chance(0.5) ? random.between(0, edit.start) : edit.lines.length - 1;
  return {
    ...undamaged(edit),
    original: edit.lines.toSpliced(free, 0, ...search).join('\n'),
    expected: null,
  };
};

/** The lines stand twice, but once with the indentation that is asked for. */
export const twiceOtherwiseIndented: Damage = edit => {
  const search = searchOf(edit);
  if (search.filter(line => line.trim() !== '').length < 2) return undefined;
  const deeper = search.map(line => (line.trim() === '' ? line : `    ${line}`));
  const before = (lines: readonly string[]) => [...deeper, ...lines].join('\n');
  return { ...undamaged(edit), original: before(edit.lines), expected: before(linesAfter(edit)) };
};

/** A neighbour differs in one line, and the search is right. */
export const besideNearDuplicate: Damage = (edit, random) => {
  const twin = changeOneLine(searchOf(edit), random);
  if (twin === undefined) return undefined;
  const around = (lines: readonly string[]) =>
    [...linesAbove(edit), ...lines, ...twin, ...linesBelow(edit)].join('\n');
  return { ...undamaged(edit), original: around(searchOf(edit)), expected: around(replaceOf(edit)) };
};

/** Two neighbours differ in one line, and the search has a third version of it: refuse. */
export const betweenNearDuplicates: Damage = (edit, random) => {
  const search = searchOf(edit);
  const twin = changeOneLine(search, random);
  const at = twin?.findIndex((line, index) => line !== search[index]) ?? -1;
  const third = random.chance(0.5) ? misspell(search[at] ?? '', random) : makeStale(search[at] ?? '', random);
  if (twin === undefined || third === undefined || third === twin[at]) return undefined;
  return look(edit, edit.lines.toSpliced(edit.start + search.length, 0, ...twin), search.with(at, third));
};

/** A block like one in the file, but of another name: refuse. */
export const otherName: Damage = (edit, random) => {
  const search = searchOf(edit);
  const at = search.findIndex(line =>
    /^\s*(?:async )?(?:def|class|function|export (?:async )?function) \w/u.test(line),
  );
  const line = search[at];
  if (line === undefined) return undefined;
  const suffix = random.pick(['_other', 'Twin', '2', 'V2']);
  const renamed = line.replace(/((?:def|class|function) \w+)/u, (_, name: string) => name + suffix);
  const replace = replaceOf(edit).map(own => (own === line ? renamed : own));
  const found = look(edit, edit.lines, search.with(at, renamed));
  return found && { ...found, replace: replace.join('\n') };
};

/** Two lines of a block differ from what is in the file, or one of a short one: refuse. */
export const absent: Damage = (edit, random) => {
  const search = searchOf(edit);
  const wanted = search.length < 4 ? 1 : 2;
  let changed = search;
  for (let round = 0; round < wanted; round += 1) {
    const at = random.below(search.length);
    changed = changed.with(at, makeStale(changed[at] ?? '', random) ?? '');
  }
  const differing = changed.filter((line, at) => line !== search[at]).length;
  return differing < wanted || changed.includes('') ? undefined : look(edit, edit.lines, changed);
};

function changeOneLine(lines: readonly string[], random: Random): readonly string[] | undefined {
  if (lines.length < 3) return undefined;
  const at = random.between(1, lines.length - 2);
  const changed = makeStale(lines[at] ?? '', random);
  return changed === undefined || changed === lines[at] ? undefined : lines.with(at, changed);
}

// A search that is not in the file at all.
function look(edit: RealEdit, lines: readonly string[], search: readonly string[]): DamagedEdit | undefined {
  const replace = replaceOf(edit);
  if (countSqueezed(lines, search) > 0 || countSqueezed(lines, replace) > 0) return undefined;
  return {
    original: lines.join('\n'),
    search: search.join('\n'),
    replace: replace.join('\n'),
    expected: null,
  };
}
