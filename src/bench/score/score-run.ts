import { sumUsd } from '../../engine/cost/usd.ts';
import type { SampleResult } from '../run/bench-order.ts';
import { passAtK, type Share, wilson } from './statistics.ts';

/** What a benchmark run shows, of all its tasks and of each group. */
export interface Score extends GroupScore {
  readonly byDifficulty: Readonly<Record<string, GroupScore>>;
  readonly byCategory: Readonly<Record<string, GroupScore>>;
}

export interface GroupScore {
  readonly tasks: number;
  readonly samples: number;
  /** The share of samples whose first attempt passes the hidden tests. */
  readonly withoutRepair: Share;
  /** The same of what the runs ended with. */
  readonly withRepair: Share;
  /** What repair adds, as a difference of shares. */
  readonly lift: number;
  /** Of what the runs ended with, by k; as far as there are samples. */
  readonly passAtK: Readonly<Record<string, number>>;
  readonly averageRepairs: number;
  readonly tokens: number;
  /** Null when any price is unknown. */
  readonly costUsd: number | null;
  readonly seconds: number;
}

export function scoreRun(results: readonly SampleResult[]): Score {
  return {
    ...scoreGroup(results),
    byDifficulty: groups(results, ({ difficulty }) => difficulty),
    byCategory: groups(results, ({ category }) => category),
  };
}

function groups(
  results: readonly SampleResult[],
  keyOf: (result: SampleResult) => string,
): Readonly<Record<string, GroupScore>> {
  const grouped = Object.groupBy(results, keyOf);
  return Object.fromEntries(Object.entries(grouped).map(([key, group]) => [key, scoreGroup(group ?? [])]));
}

function scoreGroup(results: readonly SampleResult[]): GroupScore {
  const sum = (of: (result: SampleResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  const withoutRepair = wilson(
    sum(({ first }) => Number(first.passed)),
    results.length,
  );
  const withRepair = wilson(
    sum(({ final }) => Number(final.passed)),
    results.length,
  );
  const byTask = Object.values(Object.groupBy(results, ({ taskId }) => taskId)).map(group => group ?? []);
  return {
    tasks: byTask.length,
    samples: results.length,
    withoutRepair,
    withRepair,
    lift: withRepair.value - withoutRepair.value,
    passAtK: Object.fromEntries(
      [1, 2, 5, 10, 100]
        .filter(k => byTask.length > 0 && byTask.every(({ length }) => length >= k))
        .map(k => [k, averagePassAtK(byTask, k)]),
    ),
    averageRepairs: results.length === 0 ? 0 : sum(({ repairs }) => repairs) / results.length,
    tokens: sum(({ tokens }) => tokens),
    costUsd: results.some(({ costUsd }) => costUsd === null)
      ? null
      : sumUsd(results.map(({ costUsd }) => costUsd ?? 0)),
    seconds: sum(({ seconds }) => seconds),
  };
}

function averagePassAtK(byTask: readonly (readonly SampleResult[])[], k: number): number {
  const shares = byTask.map(group => {
    const right = group.filter(({ final }) => final.passed).length;
    return passAtK(group.length, right, k);
  });
  return shares.reduce((total, share) => total + share, 0) / shares.length;
}
