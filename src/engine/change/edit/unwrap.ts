import type { EditText, Wrapping } from './edit-result.ts';
import { unwrapFence } from './fence.ts';
import { decodeEntities } from './html-entities.ts';
import { stripLineNumbers } from './line-numbers.ts';

/** An edit to try: as it was given, or with what was wrapped around it taken off. */
export interface EditAttempt extends EditText {
  readonly unwrapped: readonly Wrapping[];
}

/** The edit as given, then every way to unwrap it, fewest unwrappings first. Search and replacement go alike. */
export function* unwrapEdit(edit: EditText): Generator<EditAttempt> {
  const seen = new Set([edit.search]);
  let layer: readonly EditAttempt[] = [{ ...edit, unwrapped: [] }];
  while (layer.length > 0) {
    yield* layer;
    layer = layer
      .flatMap(attempt => (attempt.unwrapped.length < maxLayers ? unwrapOnce(attempt) : []))
      .filter(attempt => {
        const isNew = !seen.has(attempt.search) && attempt.search.trim() !== '';
        seen.add(attempt.search);
        return isNew;
      });
  }
}

const maxLayers = 3;

function unwrapOnce(attempt: EditAttempt): readonly EditAttempt[] {
  return unwrappings.flatMap(([name, unwrap]) => {
    const inner = unwrap(attempt);
    return inner === undefined ? [] : [{ ...inner, unwrapped: [...attempt.unwrapped, name] }];
  });
}

type Unwrap = (edit: EditText) => EditText | undefined;

const unwrappings: readonly (readonly [Wrapping, Unwrap])[] = [
  ['fence', unwrapFence],
  ['line numbers', stripLineNumbers],
  ['HTML entities', inBoth(decodeEntities)],
  ['escaped quotes', inBoth(text => text.replace(/\\(["'`])/gu, '$1'))],
  ['doubled backslashes', inBoth(text => text.replace(/\\\\/gu, '\\'))],
  ['escaped quotes', inBoth(text => text.replace(/\\"/gu, '"'))],
  ['doubled backslashes', inBoth(text => text.replace(/\\(["\\])/gu, '$1'))],
  ['JSON string', unwrapJsonString],
];

function inBoth(decode: (text: string) => string): Unwrap {
  return ({ search, replace }) => ({ search: decode(search), replace: decode(replace) });
}

function unwrapJsonString({ search, replace }: EditText): EditText | undefined {
  const [plainSearch, plainReplace] = [search, replace].map(parseJsonString);
  if (plainSearch === undefined || plainReplace === undefined) return undefined;
  return { search: plainSearch, replace: plainReplace };
}

// With or without its own quotes; text that JSON would not take is not one.
function parseJsonString(text: string): string | undefined {
  const bare = /^".*"$/su.test(text.trim()) ? text.trim().slice(1, -1) : text;
  if (!jsonCharacters.test(bare)) return undefined;
  return String(JSON.parse(`"${bare}"`)).replaceAll('\r\n', '\n');
}

const jsonCharacters = /^(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*$/iu;
