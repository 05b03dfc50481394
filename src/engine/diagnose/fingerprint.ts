import type { Diagnosis } from './diagnosis.ts';
import { failureKey } from './failure-key.ts';
import { normalizeMessage } from './normalize-message.ts';

/**
 * The same for two diagnoses that show the same failures, however the lines have shifted and whatever the
 * clock, the addresses and the temporary folders were. 16 hexadecimal digits.
 */
export function fingerprint(diagnosis: Diagnosis): string {
  const failures = diagnosis.failures.map(
    failure => `${failureKey(failure)} ${normalizeMessage(failure.message)}`,
  );
  return hash([diagnosis.errorType, ...[...new Set(failures)].sort()].join('\n'));
}

/** FNV-1a, twice with different starts: it tells failures apart, it protects nothing. */
function hash(text: string): string {
  return [0x811c9dc5, 0x9747b28c].map(start => fnv(text, start).toString(16).padStart(8, '0')).join('');
}

function fnv(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
