import type { StructuredFailure } from './diagnosis.ts';
import { normalizeMessage } from './normalize-message.ts';

/** What makes two failures the same one: the test's name, or else file and message without noise. */
export function failureKey(failure: StructuredFailure): string {
  if (failure.name !== undefined) return `test ${normalizeMessage(failure.name)}`;
  return `${failure.kind} ${failure.path ?? ''} ${normalizeMessage(failure.message)}`;
}
