import { diff3Merge } from 'node-diff3';
import { mainEnding } from './byte-lines.ts';
import { type LineChange, lineChanges } from './line-change.ts';

export interface Sides {
  readonly base: readonly string[];
  /** What the person has. */
  readonly mine: readonly string[];
  /** What it shall become, had they not edited. */
  readonly theirs: readonly string[];
}

export interface Merged {
  /** Where the two contradict each other, both stand there between conflict markers. */
  readonly lines: readonly string[];
  readonly conflicts: number;
}

/**
 * Both edits of a text in one. Where only one side has changed lines, that side is taken; where both have, node-diff3
 * decides whether they agree. Only such places are given to it, as whole files with many equal lines would take it long.
 */
export function mergeThreeWays(sides: Sides): Merged {
  const { base, mine, theirs } = sides;
  const merged: string[] = [];
  let conflicts = 0;
  let baseAt = 0;
  for (const region of regionsOf(lineChanges(base, mine), lineChanges(base, theirs))) {
    copy(base.slice(baseAt, region.start), merged);
    baseAt = region.end;
    const { lines, count } = mergeRegion(sides, region);
    conflicts += count;
    copy(lines, merged);
  }
  copy(base.slice(baseAt), merged);
  return { lines: merged, conflicts };
}

/** Lines of the base that a side or both have changed, with what each made of them. */
interface Region {
  readonly start: number;
  readonly end: number;
  readonly mine: readonly LineChange[];
  readonly theirs: readonly LineChange[];
}

function regionsOf(mine: readonly LineChange[], theirs: readonly LineChange[]): readonly Region[] {
  const all = [
    ...mine.map(change => ({ change, side: 'mine' as const })),
    ...theirs.map(change => ({ change, side: 'theirs' as const })),
  ].sort((a, b) => a.change.baseStart - b.change.baseStart);
  const regions: Region[] = [];
  for (const { change, side } of all) {
    const end = change.baseStart + change.baseCount;
    const last = regions.at(-1);
    // Changes that touch belong together: nothing between them says in which order they come.
    if (last !== undefined && change.baseStart <= last.end) {
      regions[regions.length - 1] = {
        ...last,
        end: Math.max(last.end, end),
        [side]: [...last[side], change],
      };
    } else regions.push({ start: change.baseStart, end, mine: [], theirs: [], [side]: [change] });
  }
  return regions;
}

function mergeRegion(sides: Sides, region: Region): { lines: readonly string[]; count: number } {
  const { start, end } = region;
  const mine = sideOf(sides.mine, region, region.mine);
  const theirs = sideOf(sides.theirs, region, region.theirs);
  if (region.theirs.length === 0) return { lines: mine, count: 0 };
  if (region.mine.length === 0) return { lines: theirs, count: 0 };
  const lines: string[] = [];
  let count = 0;
  for (const part of diff3Merge([...mine], sides.base.slice(start, end), [...theirs])) {
    if ('ok' in part && part.ok !== undefined) lines.push(...part.ok);
    else if (part.conflict !== undefined) {
      count += 1;
      lines.push(...marked(part.conflict.a, part.conflict.b, mainEnding(sides.base)));
    }
  }
  return { lines, count };
}

/** What a side has in place of the region's lines. */
function sideOf(
  side: readonly string[],
  { start, end }: Region,
  changes: readonly LineChange[],
): readonly string[] {
  const [first, last] = [changes[0], changes.at(-1)];
  if (first === undefined || last === undefined) return [];
  const from = first.nextStart - (first.baseStart - start);
  const to = last.nextStart + last.nextCount + (end - last.baseStart - last.baseCount);
  return side.slice(from, to);
}

function marked(mine: readonly string[], theirs: readonly string[], ending: string): readonly string[] {
  const whole = (lines: readonly string[]) =>
    lines.map(line => (/[\r\n]$/u.test(line) ? line : line + ending));
  return [
    `<<<<<<< Yours${ending}`,
    ...whole(mine),
    `=======${ending}`,
    ...whole(theirs),
    `>>>>>>> CodeForge${ending}`,
  ];
}

/** Not spread: a call takes only so many arguments. */
function copy(lines: readonly string[], into: string[]): void {
  for (const line of lines) into.push(line);
}
