import type { EditText } from './edit-result.ts';

/** Turns the entities that code is escaped with back into characters, once. */
export function decodeEntities({ search, replace }: EditText): EditText {
  return { search: decodeText(search), replace: decodeText(replace) };
}

function decodeText(text: string): string {
  return text.includes('&')
    ? text.replace(entity, (whole, name: string) => decodeEntity(name) ?? whole)
    : text;
}

const entity = /&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/giu;

function decodeEntity(name: string): string | undefined {
  if (!name.startsWith('#')) return named.get(name.toLowerCase());
  const isHex = name[1] === 'x' || name[1] === 'X';
  const code = isHex ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

const named: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00A0'],
]);
