import { extname } from 'node:path';
import type { Random } from './random.ts';
import type { EditStep } from './real-edit.ts';

/** Where a change is made, and what real code from elsewhere can be put there. */
export interface ChangeSite {
  readonly path: string;
  /** The lines to change; none for a place to insert at. */
  readonly block: readonly string[];
  /** The line above. */
  readonly neighbour: string;
  readonly borrowed: readonly string[];
}

/** Changes code the way commits do; undefined when the change drawn does not fit the site. */
export function mutateLines(site: ChangeSite, random: Random): readonly EditStep[] | undefined {
  if (site.block.length === 0) return replaceBlock(site);
  const filled = site.block.some(line => line.trim() !== '');
  return filled ? random.pick(mutations)(site, random) : undefined;
}

type Mutation = (site: ChangeSite, random: Random) => readonly EditStep[] | undefined;

const mutations: readonly [Mutation, ...Mutation[]] = [
  renameWord,
  renameWord,
  changeCondition,
  changeCondition,
  changeNumber,
  wrapBlock,
  addBetween,
  appendArgument,
  replaceBlock,
  removeSome,
  commentOut,
];

function replaceBlock({ block, neighbour, borrowed }: ChangeSite): readonly EditStep[] {
  const own = block.find(line => line.trim() !== '') ?? neighbour;
  return [...all('drop', block), ...all('add', indentLike(borrowed, indentOf(own)))];
}

function renameWord({ block }: ChangeSite, random: Random): readonly EditStep[] | undefined {
  const words = block.join('\n').match(/\b[a-z_]\w{3,}\b/giu) ?? [];
  const word = random.pickAny(words);
  if (word === undefined) return undefined;
  const renamed = random.pick([`${word}Next`, `inner_${word}`, `${word}2`, `current${word}`]);
  return rewrite(block, line => line.replaceAll(new RegExp(`\\b${word}\\b`, 'gu'), () => renamed));
}

function changeCondition({ block }: ChangeSite): readonly EditStep[] | undefined {
  const swaps: readonly (readonly [RegExp, string])[] = [
    [/===/u, '!=='],
    [/ == /u, ' != '],
    [/ && /u, ' || '],
    [/ and /u, ' or '],
    [/ < /u, ' <= '],
    [/\btrue\b/u, 'false'],
    [/\bTrue\b/u, 'False'],
    [/\bif \(/u, 'if (isEnabled && '],
    [/\bif (?!\()/u, 'if not '],
    [/\breturn /u, 'return await '],
  ];
  const swap = swaps.find(([pattern]) => block.some(line => pattern.test(line)));
  return swap && rewrite(block, line => line.replace(swap[0], () => swap[1]));
}

function changeNumber({ block }: ChangeSite, random: Random): readonly EditStep[] | undefined {
  const more = random.between(1, 90);
  return rewrite(block, line => line.replace(/\b\d{1,6}\b/u, digits => String(Number(digits) + more)));
}

function wrapBlock({ path, block }: ChangeSite): readonly EditStep[] {
  const indent = indentOf(block.find(line => line.trim() !== '') ?? '');
  const step = indent.includes('\t') ? '\t' : indent.length % 4 === 0 ? '    ' : '  ';
  const inner = block.map(line => (line.trim() === '' ? line : step + line));
  const isPython = extname(path) === '.py';
  const opening = isPython ? `${indent}if self.is_ready():` : `${indent}if (this.isReady()) {`;
  return [...all('drop', block), ...all('add', [opening, ...inner, ...(isPython ? [] : [`${indent}}`])])];
}

function addBetween({ block, borrowed }: ChangeSite, random: Random): readonly EditStep[] {
  const at = random.below(block.length + 1);
  const own = block[Math.min(at, block.length - 1)] ?? '';
  const added = all('add', indentLike(borrowed, indentOf(own)));
  return [...all('keep', block.slice(0, at)), ...added, ...all('keep', block.slice(at))];
}

function appendArgument({ block }: ChangeSite): readonly EditStep[] | undefined {
  return rewrite(block, line => line.replace(/(\w)\)/u, '$1, nextOption)'));
}

function removeSome({ block }: ChangeSite, random: Random): readonly EditStep[] {
  const from = random.below(block.length);
  const to = from + random.between(1, block.length - from);
  return [
    ...all('keep', block.slice(0, from)),
    ...all('drop', block.slice(from, to)),
    ...all('keep', block.slice(to)),
  ];
}

function commentOut({ path, block }: ChangeSite): readonly EditStep[] | undefined {
  const mark = extname(path) === '.py' ? '# ' : '// ';
  return rewrite(block, line => (line.trim() === '' ? line : indentOf(line) + mark + line.trimStart()));
}

function rewrite(
  block: readonly string[],
  change: (line: string) => string,
): readonly EditStep[] | undefined {
  const steps = block.flatMap(line => {
    const changed = change(line);
    return changed === line ? all('keep', [line]) : [...all('drop', [line]), ...all('add', [changed])];
  });
  return steps.some(step => step.kind !== 'keep') ? steps : undefined;
}

function all(kind: EditStep['kind'], lines: readonly string[]): readonly EditStep[] {
  return lines.map(line => ({ kind, line }));
}

/** The blanks a line starts with. */
export function indentOf(line: string): string {
  return /^[ \t]*/u.exec(line)?.[0] ?? '';
}

// Borrowed code is indented as its new place is: an editor would not let tabs and blanks meet there.
function indentLike(lines: readonly string[], indent: string): readonly string[] {
  const filled = lines.filter(line => line.trim() !== '').map(indentOf);
  const least = filled.reduce((a, b) => (b.length < a.length ? b : a), filled[0] ?? '');
  return lines.map(line => {
    if (line.trim() === '') return '';
    const own = indentOf(line);
    const deeper = own.slice(least.length);
    const step = indent.includes('\t') ? deeper.replaceAll('    ', '\t') : deeper.replaceAll('\t', '    ');
    return indent + step + line.slice(own.length);
  });
}
