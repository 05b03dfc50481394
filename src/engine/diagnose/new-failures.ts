import type { Diagnosis, StructuredFailure } from './diagnosis.ts';
import { failureKey } from './failure-key.ts';

/**
 * The failures that were not there at the base. A test that failed there already is not new, whatever its
 * message says now; what is not a test is compared by file and message.
 */
export function newFailures(current: Diagnosis, base: Diagnosis): readonly StructuredFailure[] {
  const known = new Set(base.failures.map(failureKey));
  return current.failures.filter(failure => !known.has(failureKey(failure)));
}
