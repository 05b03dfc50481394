import type { BenchOrder, SampleResult } from '../../src/bench/run/bench-order.ts';

/** An order of a benchmark on these problems. */
export function benchOrder(ids: readonly string[], wanted: Partial<BenchOrder> = {}): BenchOrder {
  return {
    format: 1,
    suite: 'mine',
    sha256: 'x',
    ids: [...ids],
    samples: 1,
    workflow: 'solve',
    model: 'openai/m',
    maxRepairs: 3,
    made: {
      startedAt: '2026-01-01T00:00:00.000Z',
      source: { folder: null, data: null },
      prompts: { coder: 4 },
      sandbox: 'a Docker container',
      version: '1.2.3',
      commit: 'abc',
    },
    ...wanted,
  };
}

/** How one problem came out: right at once, right after a repair, or never right. */
export function benchResult(
  taskId: string,
  came: 'right' | 'repaired' | 'wrong',
  wanted: Partial<SampleResult> = {},
): SampleResult {
  const judged = (passed: boolean) => ({ passed, reason: passed ? '' : `${taskId} is wrong` });
  return {
    taskId,
    sample: 0,
    category: 'strings',
    difficulty: 'easy',
    first: judged(came === 'right'),
    final: judged(came !== 'wrong'),
    repairs: came === 'right' ? 0 : 1,
    outcome: came === 'wrong' ? 'red' : 'green',
    tokens: 100,
    costUsd: 0.25,
    seconds: 2,
    runId: `run-of-${taskId}`,
    firstCode: 'first',
    finalCode: came === 'right' ? 'first' : 'final',
    ...wanted,
  };
}
