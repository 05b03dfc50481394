import type { TestTotals } from '../../runner/test-totals.ts';

/** What the extension host is to run, given in the environment under `suiteJobVariable`. */
export interface SuiteJob {
  /** Bundled mocha files. */
  readonly files: readonly string[];
  /** Where the records go, one JSON line each. */
  readonly records: string;
  readonly grep: string | null;
}

export const suiteJobVariable = 'CODEFORGE_SUITE_JOB';

export type SuiteRecord =
  | { readonly kind: 'passed' | 'skipped'; readonly title: string }
  /** A test that failed and was tried again has another record after this one. */
  | { readonly kind: 'failed' | 'retried'; readonly title: string; readonly error: string }
  /** Always the last; missing when the host broke down. */
  | { readonly kind: 'end' };

/** Counts records. Tests that never came to their end, because the host broke down, are one failure. */
export function countRecords(records: readonly SuiteRecord[]): TestTotals {
  const count = (kind: SuiteRecord['kind']) => records.filter(record => record.kind === kind).length;
  const hasEnd = count('end') === 1;
  return { passed: count('passed'), failed: count('failed') + (hasEnd ? 0 : 1), skipped: count('skipped') };
}
