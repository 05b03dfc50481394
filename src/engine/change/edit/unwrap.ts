import type { EditText, Wrapping } from './edit-result.ts';
import {
  halveBackslashes,
  parseBrokenJsonStrings,
  parseJsonStrings,
  unescapeAll,
  unescapeDoubleQuotes,
  unescapeQuotes,
} from './escapes.ts';
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

// Of two that read the search alike, the one that the replacement bears out comes first.
const unwrappings: readonly (readonly [Wrapping, Unwrap])[] = [
  ['fence', unwrapFence],
  ['line numbers', stripLineNumbers],
  ['HTML entities', decodeEntities],
  ['JSON string', parseBrokenJsonStrings],
  ['doubled backslashes', unescapeAll],
  ['escaped quotes', unescapeQuotes],
  ['doubled backslashes', halveBackslashes],
  ['escaped quotes', unescapeDoubleQuotes],
  ['JSON string', parseJsonStrings],
];
