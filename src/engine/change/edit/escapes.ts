import type { EditText } from './edit-result.ts';

/** Takes a backslash off every quote that has one. */
export function unescapeQuotes(edit: EditText): EditText {
  return inBoth(edit, text => text.replace(/\\(["'`])/gu, '$1'));
}

/** Takes a backslash off every double quote, and off no other. */
export function unescapeDoubleQuotes(edit: EditText): EditText {
  return inBoth(edit, text => text.replace(/\\"/gu, '"'));
}

/** Makes one of every two backslashes. */
export function halveBackslashes(edit: EditText): EditText {
  return inBoth(edit, text => text.replace(/\\\\/gu, '\\'));
}

/** Both at once, where every backslash and every double quote of both sides is escaped. */
export function unescapeAll({ search, replace }: EditText): EditText | undefined {
  const isEscaped = [search, replace].every(text => /^(?:[^"\\]|\\["\\])*$/u.test(text));
  return isEscaped ? inBoth({ search, replace }, text => text.replace(/\\(["\\])/gu, '$1')) : undefined;
}

/** Reads both sides as JSON strings, with or without their quotes. */
export function parseJsonStrings({ search, replace }: EditText): EditText | undefined {
  const [plainSearch, plainReplace] = [search, replace].map(parseJsonString);
  if (plainSearch === undefined || plainReplace === undefined) return undefined;
  return { search: plainSearch, replace: plainReplace };
}

/**
 * The same, for a replacement that must be one: its line breaks are written as escapes, and outside of quotes, where
 * code could not have them.
 */
export function parseBrokenJsonStrings(edit: EditText): EditText | undefined {
  const pieces = edit.replace.split(/(?<!\\)(?:\\\\)*\\n/u).slice(0, -1);
  const isOutside = (piece: string) => (piece.match(/\\["'`]|['`]/gu) ?? []).length % 2 === 0;
  return pieces.length > 0 && pieces.every(isOutside) ? parseJsonStrings(edit) : undefined;
}

function inBoth({ search, replace }: EditText, decode: (text: string) => string): EditText {
  return { search: decode(search), replace: decode(replace) };
}

// Text that JSON would not take is not a JSON string.
function parseJsonString(text: string): string | undefined {
  const bare = /^".*"$/su.test(text.trim()) ? text.trim().slice(1, -1) : text;
  if (!jsonCharacters.test(bare)) return undefined;
  return String(JSON.parse(`"${bare}"`)).replaceAll('\r\n', '\n');
}

const jsonCharacters = /^(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*$/u;
