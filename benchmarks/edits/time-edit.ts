import { applyEdit, type EditResult } from '../../src/engine/change/apply-edit.ts';
import type { EditRecord } from './edit-record.ts';

export interface TimedEdit {
  readonly result: EditResult;
  readonly elapsedMs: number;
}

/**
 * Applies an edit and takes the time. What was slow is timed again, and the least counts: other work on the machine,
 * or code that was not compiled yet, only ever adds to it.
 */
export function timeEdit({ original, search, replace }: EditRecord): TimedEdit {
  let elapsedMs = Number.POSITIVE_INFINITY;
  let result: EditResult = { kind: 'no-op' };
  for (let round = 0; round < mostRounds && elapsedMs > quickMs; round += 1) {
    const start = performance.now();
    result = applyEdit(original, { search, replace });
    elapsedMs = Math.min(elapsedMs, performance.now() - start);
  }
  return { result, elapsedMs };
}

const mostRounds = 4;
const quickMs = 3;
