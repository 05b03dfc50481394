import type { BenchRow } from '../../src/protocol/dashboard/benchmarks-slice.ts';

export function benchRow(changes: Partial<BenchRow> = {}): BenchRow {
  return {
    ...{
      runId: '20261020-093000-humaneval',
      suite: 'humaneval',
      sha256: 'a',
      model: 'anthropic/claude-haiku-4-5',
    },
    ...{
      workflow: 'solve',
      maxRepairs: 3,
      startedAt: Date.UTC(2026, 9, 20),
      status: 'finished',
      ordered: 164,
    },
    ...{ sandbox: 'an embedded sandbox', commit: '0123456789abcdef' },
    ...{ problems: 164, samples: 164, lift: 0.1, averageRepairs: 0.4, tokens: 400_000, costUsd: 12.5 },
    withoutRepair: { value: 0.75, low: 0.53, high: 0.89 },
    withRepair: { value: 0.85, low: 0.64, high: 0.95 },
    seconds: 4_153,
    ...changes,
  };
}
