import type { Damage, Layer } from './damaged-edit.ts';
import { undamaged } from './damaged-edit.ts';
import { linesAbove, replaceOf, searchOf } from './real-edit.ts';

/** The file has CRLF, the model writes LF. */
export const crlfFile: Layer = edit => ({
  ...edit,
  original: toCrlf(edit.original),
  expected: edit.expected && toCrlf(edit.expected),
});

/** The file starts with a byte order mark; the model may or may not repeat it. */
export const bomFile: Layer = (edit, random) => ({
  original: `\uFEFF${edit.original}`,
  expected: edit.expected && `\uFEFF${edit.expected}`,
  search: random.chance(0.3) ? `\uFEFF${edit.search}` : edit.search,
  replace: edit.replace,
});

/** Lines end now this way, now that: kept lines keep theirs, new ones get the one that most lines have. */
export const mixedEndings: Damage = (edit, random) => {
  const crlfShare = random.pick([0.1, 0.3, 0.8]);
  const last = edit.lines.length - 1;
  const endings = edit.lines.map((_, at) => (at === last ? '' : random.chance(crlfShare) ? '\r\n' : '\n'));
  const crlfCount = endings.filter(ending => ending === '\r\n').length;
  if (crlfCount * 2 === last || crlfCount === 0) return undefined;
  const main = crlfCount * 2 > last ? '\r\n' : '\n';
  if (edit.steps[0]?.kind !== 'keep' || edit.steps.at(-1)?.kind !== 'keep') return undefined;
  const before = edit.lines.map((line, at) => line + (endings[at] ?? ''));
  let at = edit.start;
  const written = edit.steps.flatMap(({ kind, line }) => {
    if (kind === 'add') return line + main;
    at += 1;
    return kind === 'drop' ? [] : line + (endings[at - 1] ?? '');
  });
  const expected = [...before.slice(0, edit.start), ...written, ...before.slice(at)].join('');
  return { ...undamaged(edit), original: before.join(''), expected };
};

/** The file ends without a line break, right behind the edit; the model adds one to both sides, or not. */
export const noFinalBreak: Damage = (edit, random) => {
  const end = random.chance(0.5) ? '\n' : '';
  return {
    original: [...linesAbove(edit), ...searchOf(edit)].join('\n'),
    search: searchOf(edit).join('\n') + end,
    replace: replaceOf(edit).join('\n') + end,
    expected: [...linesAbove(edit), ...replaceOf(edit)].join('\n'),
  };
};

function toCrlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}
