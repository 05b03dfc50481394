import {
  type Damage,
  type DamagedEdit,
  eachLine,
  type Layer,
  refiled,
  requoted,
  undamaged,
} from './damaged-edit.ts';
import { indentOf } from './mutate-lines.ts';
import { linesAfter, mapKept, searchOf } from './real-edit.ts';

/** Kept lines of the file have blanks at their ends that the model does not repeat. */
export const trailingBlanksInFile: Damage = (edit, random) => {
  const pad = (line: string) =>
    line.trim() !== '' && random.chance(0.6) ? line + random.pick([' ', '  ', '\t']) : line;
  return refiled(edit, mapKept(edit, pad));
};

/** The model adds blanks to the ends of lines that the file does not have. */
export const trailingBlanksInSearch: Layer = edit => ({
  ...edit,
  search: eachLine(edit.search, (line, at) => (at % 2 === 0 && line.trim() !== '' ? `${line}  ` : line)),
});

/** The file is indented with tabs, the model writes blanks. */
export const tabsInFile: Damage = edit => {
  const step = stepOf(edit.lines);
  const tabbed = edit.lines.map(line => toTabs(line, step));
  const hasIndent = searchOf(edit).some(line => indentOf(line).length >= step);
  if (!hasIndent || edit.lines.join('\n').includes('\t')) return undefined;
  return {
    ...undamaged(edit),
    original: tabbed.join('\n'),
    expected: linesAfter(edit)
      .map(line => toTabs(line, step))
      .join('\n'),
  };
};

/** The file is indented with blanks, the model writes tabs. */
export const tabsInSearch: Layer = edit => {
  const step = stepOf(edit.original.split('\n'));
  if (edit.original.includes('\t')) return undefined;
  return requoted(edit, text => eachLine(text, line => toTabs(line, step)));
};

/** All lines are moved left or right by the same amount. */
export const indentationShifted: Layer = (edit, random) => {
  const lines = [...edit.search.split('\n'), ...edit.replace.split('\n')].filter(line => line.trim() !== '');
  const depth = Math.min(...lines.map(line => /^ */u.exec(line)?.[0].length ?? 0));
  const least = depth > 0 && random.chance(0.7) ? depth : 0;
  const more = random.pick(['  ', '    ', ' ']);
  const move = (line: string) => (line.trim() === '' ? line : least > 0 ? line.slice(least) : more + line);
  return requoted(edit, text => eachLine(text, move));
};

/** The search lost its indentation, the replacement has it right. */
export const replacementIndented: Damage = edit => {
  const whole = undamaged(edit);
  const depth = Math.min(
    ...searchOf(edit)
      .filter(line => line.trim() !== '')
      .map(line => indentOf(line).length),
  );
  if (depth === 0 || searchOf(edit).length < 2) return undefined;
  return { ...whole, search: eachLine(whole.search, line => line.slice(depth)) };
};

/** Only the first line lost its indentation. */
export const bareFirstLine: Damage = edit => {
  const whole = undamaged(edit);
  const first = edit.steps[0]?.kind === 'keep' ? edit.steps[0].line : undefined;
  if (first === undefined || indentOf(first) === '' || searchOf(edit).length < 2) return undefined;
  return { ...whole, search: whole.search.trimStart(), replace: whole.replace.trimStart() };
};

/** Blank lines around search and replacement that the file does not have there. */
export const blankEnds: Layer = (edit, random) =>
  around(edit, random.pick(['', '\n', '\n\n']), random.pick(['\n', '\n\n', '\n   \n']));

function around(edit: DamagedEdit, above: string, below: string): DamagedEdit {
  return { ...edit, search: above + edit.search + below, replace: above + edit.replace + below };
}

function stepOf(lines: readonly string[]): number {
  const depths = lines.filter(line => line.trim() !== '').map(line => indentOf(line).length);
  const odd = depths.filter(depth => depth % 4 === 2).length;
  return odd * 20 > depths.length ? 2 : 4;
}

function toTabs(line: string, step: number): string {
  const depth = /^ */u.exec(line)?.[0].length ?? 0;
  return '\t'.repeat(Math.floor(depth / step)) + ' '.repeat(depth % step) + line.slice(depth);
}
