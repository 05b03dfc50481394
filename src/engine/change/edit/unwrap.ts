import type { EditText, Wrapping } from './edit-result.ts';
import {
  halveBackslashes,
  parseBrokenJsonStrings,
  parseJsonStrings,
  unescapeAll,
  unescapeDoubleQuotes,
  unescapeQuotes,
} from './escapes.ts';
import { unwrapFence, unwrapSearchFence } from './fence.ts';
import { decodeEntities } from './html-entities.ts';
import { stripLineNumbers } from './line-numbers.ts';

/** An edit to try: as it was given, or with what was wrapped around it taken off. */
export interface EditAttempt extends EditText {
  readonly unwrapped: readonly Wrapping[];
}

/**
 * The edit as given, then every way to unwrap it, fewest unwrappings first. Search and replacement go alike: from
 * outside to inside a fence and line numbers, then entities, then escapes of one kind.
 */
export function* unwrapEdit(edit: EditText): Generator<EditAttempt> {
  const seen = new Set([edit.search]);
  let layer: readonly Unwrapped[] = [{ ...edit, unwrapped: [], depth: 0 }];
  while (layer.length > 0) {
    yield* layer;
    layer = layer.flatMap(unwrapOnce).filter(({ search }) => {
      const isNew = !seen.has(search) && search.trim() !== '';
      seen.add(search);
      return isNew;
    });
  }
}

interface Unwrapped extends EditAttempt {
  /** How far inside the last unwrapping was. */
  readonly depth: number;
}

function unwrapOnce(attempt: Unwrapped): readonly Unwrapped[] {
  return unwrappings.flatMap(({ name, depth, unwrap }) => {
    const mayFollow =
      depth === 0 ? attempt.depth === 0 && !attempt.unwrapped.includes(name) : depth > attempt.depth;
    const inner = mayFollow ? unwrap(attempt) : undefined;
    return inner === undefined ? [] : [{ ...inner, unwrapped: [...attempt.unwrapped, name], depth }];
  });
}

type Unwrap = (edit: EditText) => EditText | undefined;

interface Unwrapping {
  readonly name: Wrapping;
  readonly depth: number;
  readonly unwrap: Unwrap;
}

// Of two that read the search alike, the one that the replacement bears out comes first.
const unwrappings: readonly Unwrapping[] = [
  { name: 'fence', depth: 0, unwrap: unwrapFence },
  { name: 'fence around the search', depth: 0, unwrap: unwrapSearchFence },
  { name: 'line numbers', depth: 0, unwrap: stripLineNumbers },
  { name: 'HTML entities', depth: 1, unwrap: decodeEntities },
  { name: 'JSON string', depth: 2, unwrap: parseBrokenJsonStrings },
  { name: 'doubled backslashes', depth: 2, unwrap: unescapeAll },
  { name: 'escaped quotes', depth: 2, unwrap: unescapeQuotes },
  { name: 'doubled backslashes', depth: 2, unwrap: halveBackslashes },
  { name: 'escaped quotes', depth: 2, unwrap: unescapeDoubleQuotes },
  { name: 'JSON string', depth: 2, unwrap: parseJsonStrings },
];
