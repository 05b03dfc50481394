import { mutateLines } from './mutate-lines.ts';
import type { Random } from './random.ts';
import type { SourceFile } from './source-files.ts';

/** What happens to one line: those kept and dropped are the search, those kept and added the replacement. */
export interface EditStep {
  readonly kind: 'keep' | 'drop' | 'add';
  readonly line: string;
}

/** A change to real code, with the unchanged lines that a model would quote around it. */
export interface RealEdit {
  readonly path: string;
  /** The whole file before; the last one is '' when it ends with a line break. */
  readonly lines: readonly string[];
  /** Where the quoted lines start, from 0. */
  readonly start: number;
  readonly steps: readonly EditStep[];
}

/** How much is quoted: lines of context on each side, and lines in all. */
export interface EditShape {
  readonly context: readonly [least: number, most: number];
  readonly lines: readonly [least: number, most: number];
}

export function searchOf({ steps }: Pick<RealEdit, 'steps'>): readonly string[] {
  return steps.filter(step => step.kind !== 'add').map(step => step.line);
}

export function replaceOf({ steps }: Pick<RealEdit, 'steps'>): readonly string[] {
  return steps.filter(step => step.kind !== 'drop').map(step => step.line);
}

/** The file's lines above the quoted ones. */
export function linesAbove(edit: RealEdit): readonly string[] {
  return edit.lines.slice(0, edit.start);
}

/** The file's lines below the quoted ones. */
export function linesBelow(edit: RealEdit): readonly string[] {
  return edit.lines.slice(edit.start + searchOf(edit).length);
}

/** The whole file afterwards. */
export function linesAfter(edit: RealEdit): readonly string[] {
  return [...linesAbove(edit), ...replaceOf(edit), ...linesBelow(edit)];
}

/** The same edit with other lines where nothing changes; the file's own lines stay. */
export function mapKept(edit: RealEdit, change: (line: string, at: number) => string): RealEdit {
  return {
    ...edit,
    steps: edit.steps.map((step, at) =>
      step.kind === 'keep' ? { ...step, line: change(step.line, at) } : step,
    ),
  };
}

/**
 * Draws edits until one can be judged: its search stands once in the file even when blanks are disregarded, and it
 * is clear which lines are new, so that there is one right result.
 */
export function drawEdit(sources: readonly SourceFile[], shape: EditShape, random: Random): RealEdit {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const edit = tryEdit(sources, shape, random);
    if (edit !== undefined && isClear(edit, shape)) return edit;
  }
  throw new Error('No edit of this shape can be drawn from the sources.');
}

const mostAttempts = 5000;

function tryEdit(sources: readonly SourceFile[], shape: EditShape, random: Random): RealEdit | undefined {
  const source = random.pickAny(sources);
  const lines = source && readLines(source);
  const other = readLines(random.pickAny(sources) ?? missing);
  if (source === undefined || lines === undefined || other === undefined) return undefined;
  const [least, most] = shape.context;
  const above = random.between(least, most);
  const below = random.between(least, most);
  const count = random.pick([0, 1, 1, 1, 2, 2, 3, 4, 6]);
  const from = random.between(above, Math.max(above, lines.length - 2 - below - count));
  const site = {
    path: source.path,
    block: lines.slice(from, from + count),
    neighbour: lines[from - 1] ?? '',
  };
  const changed = mutateLines({ ...site, borrowed: borrow(other, random) }, random);
  if (changed === undefined) return undefined;
  const steps = [
    ...keep(lines.slice(from - above, from)),
    ...changed,
    ...keep(lines.slice(from + count, from + count + below)),
  ];
  return { path: source.path, lines, start: from - above, steps };
}

const missing: SourceFile = { path: '', read: () => '' };

function keep(lines: readonly string[]): readonly EditStep[] {
  return lines.map(line => ({ kind: 'keep', line }));
}

// A file to draw from is of ordinary size and has plain line ends: everything else is done to it later.
function readLines(source: SourceFile): readonly string[] | undefined {
  const text = source.read();
  const isPlain = !text.includes('\r') && !text.includes('\uFEFF') && text.length < 60_000;
  const lines = text.split('\n');
  return isPlain && lines.length > 15 && lines.every(line => line.length < 400) ? lines : undefined;
}

function borrow(lines: readonly string[], random: Random): readonly string[] {
  const from = random.below(lines.length - 8);
  return lines.slice(from, from + random.between(1, 7));
}

function isClear(edit: RealEdit, { lines: [least, most] }: EditShape): boolean {
  const search = searchOf(edit);
  const replace = replaceOf(edit);
  const isBlank = (line: string | undefined) => line === undefined || line.trim() === '';
  if (search.length < least || search.length > most) return false;
  if ([search[0], search.at(-1), replace[0], replace.at(-1)].some(isBlank)) return false;
  if (edit.steps.some(step => step.kind !== 'keep' && isLikeElision(step.line))) return false;
  return hasOneReading(edit.steps) && countSqueezed(edit.lines, search) === 1;
}

// Where an added line equals one that was there, it cannot be told which of the two is new.
function hasOneReading(steps: readonly EditStep[]): boolean {
  const added = steps.filter(step => step.kind === 'add').map(step => step.line.trim());
  const there = new Set(steps.filter(step => step.kind !== 'add').map(step => step.line.trim()));
  if (added.length === 0 && steps.every(step => step.kind === 'keep')) return false;
  if (added.some(line => line !== '' && there.has(line))) return false;
  const hasBlanks = added.includes('') || steps.some(step => step.kind === 'drop' && step.line.trim() === '');
  return hasBlanks ? !slides(steps) : !slides(steps.filter(step => step.kind !== 'add'));
}

// A run of changed lines that could as well stand one line further up or down.
function slides(steps: readonly EditStep[]): boolean {
  return steps.some(({ kind, line }, at) => {
    if (kind === 'keep') return false;
    const isSame = (step: EditStep | undefined) => step?.line.trim() === line.trim();
    const nextKept = steps.slice(at + 1).find(step => step.kind !== kind);
    const lastKept = steps.slice(0, at).findLast(step => step.kind !== kind);
    return isSame(nextKept) || isSame(lastKept);
  });
}

// Real code has such lines too; a corpus that has them cannot tell them from elisions.
function isLikeElision(line: string): boolean {
  return /^\W*(?:\.\.\.|…)/u.test(line) || /\b(?:rest|existing|remaining|unchanged|omitted)\b/iu.test(line);
}

/** How often lines stand in others when all blanks are left out. */
export function countSqueezed(lines: readonly string[], wanted: readonly string[]): number {
  const squeeze = (text: readonly string[]) => text.join('').replace(/\s/gu, '');
  const [haystack, needle] = [squeeze(lines), squeeze(wanted)];
  return needle === '' ? 0 : haystack.split(needle).length - 1;
}
