import { ForgeError } from '../../engine/forge-error.ts';
import type { BenchOrder, SampleResult } from '../run/bench-order.ts';
import { sampleName } from './sample-name.ts';
import { mcnemar } from './statistics.ts';

/** A run with what it measured. */
export interface MeasuredRun {
  readonly order: BenchOrder;
  readonly results: readonly SampleResult[];
}

/** Two runs on the tasks that both have finished, sample by sample. */
export interface Comparison {
  readonly pairs: number;
  /** Failed in the first run and passed in the second; and the other way round. Names of samples. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** McNemar's exact test, two-sided. */
  readonly p: number;
}

/** Throws ForgeError `config.invalid` when the runs are of different suites, or have nothing in common. */
export function compareRuns(before: MeasuredRun, after: MeasuredRun): Comparison {
  if (before.order.sha256 !== after.order.sha256) {
    throw new ForgeError(
      'config.invalid',
      `The runs are of different data (${before.order.suite} and ${after.order.suite}), and cannot be compared. Name two runs of the same suite.`,
    );
  }
  const earlier = new Map(before.results.map(result => [sampleName(result), result.final.passed]));
  const pairs = after.results.flatMap(result => {
    const was = earlier.get(sampleName(result));
    return was === undefined ? [] : [{ name: sampleName(result), was, is: result.final.passed }];
  });
  if (pairs.length === 0) {
    throw new ForgeError(
      'config.invalid',
      'The runs have no finished problem in common. Let both go on first.',
    );
  }
  const gained = pairs.filter(({ was, is }) => !was && is).map(({ name }) => name);
  const lost = pairs.filter(({ was, is }) => was && !is).map(({ name }) => name);
  return { pairs: pairs.length, gained, lost, p: mcnemar(gained.length, lost.length) };
}
