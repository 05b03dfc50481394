import assert from 'node:assert/strict';
import { benchOrder, benchResult } from '../../../test/fakes/bench-results.ts';
import type { BenchOrder, SampleResult } from '../../bench/run/bench-order.ts';
import { scoreRun } from '../../bench/score/score-run.ts';
import type { StoredBenchRun } from '../../host/bench-library.ts';
import { parseDashboardSlice } from '../../protocol/dashboard/parse-dashboard-slice.ts';
import { sliceBenchProblem } from './slice-bench-problem.ts';
import { sliceBenchComparison, sliceBenchmarks, sliceBenchPage } from './slice-benchmarks.ts';

const ids = ['a', 'b', 'c', 'd'];
const results = [
  benchResult('a', 'right', { difficulty: 'hard' }),
  benchResult('b', 'repaired'),
  benchResult('c', 'wrong', { category: 'lists' }),
];

function stored(of: readonly SampleResult[] = results, wanted: Partial<BenchOrder> = {}): StoredBenchRun {
  return { id: 'one', startedAt: 5, order: benchOrder(ids, wanted), score: scoreRun(of), results: of };
}

describe('the list of benchmark runs', () => {
  it('says of each how far it is and what it measured', () => {
    const { rows, total, damaged } = sliceBenchmarks(
      [
        { kind: 'run', ...stored() },
        { kind: 'damaged', id: 'two', problem: 'It is broken.' },
      ],
      undefined,
    );
    const [row] = rows;
    assert.deepEqual([total, damaged], [1, [{ runId: 'two', problem: 'It is broken.' }]]);
    assert.deepEqual(
      [
        row?.status,
        row?.samples,
        row?.ordered,
        row?.withoutRepair.value,
        row?.withRepair.value,
        row?.costUsd,
      ],
      ['unfinished', 3, 4, 1 / 3, 2 / 3, 0.75],
    );
  });

  it('tells what this window runs from what was stopped, and both from what is finished', () => {
    const statusOf = (run: StoredBenchRun, runningId?: string) =>
      sliceBenchmarks([{ kind: 'run', ...run }], runningId).rows[0]?.status;
    assert.equal(statusOf(stored(), 'one'), 'running');
    assert.equal(statusOf(stored(), 'two'), 'unfinished');
    assert.equal(statusOf(stored([...results, benchResult('d', 'right')])), 'finished');
  });
});

describe('the page of a benchmark run', () => {
  const page = sliceBenchPage(stored(), { runningId: undefined, byModel: [] });

  it('has groups in the order of difficulty, and failures first', () => {
    assert.deepEqual(
      page.byDifficulty.map(({ name, problems }) => [name, problems]),
      [
        ['easy', 2],
        ['hard', 1],
      ],
    );
    assert.deepEqual(
      page.byCategory.map(({ name }) => name),
      ['lists', 'strings'],
    );
    assert.deepEqual(
      page.samples.map(({ name, reason }) => [name, reason]),
      [
        ['c', 'c is wrong'],
        ['a', ''],
        ['b', ''],
      ],
    );
  });

  it('names each sample of a problem, and is what the webview takes', () => {
    const twice = stored([benchResult('a', 'right'), benchResult('a', 'wrong', { sample: 1 })], {
      samples: 2,
    });
    const sliced = sliceBenchPage(twice, { runningId: undefined, byModel: [] });
    assert.deepEqual(
      sliced.samples.map(({ name }) => name),
      ['a (sample 2)', 'a'],
    );
    assert.deepEqual(sliced.passAtK, [
      { k: 1, value: 0.5 },
      { k: 2, value: 1 },
    ]);
    assert.deepEqual(parseDashboardSlice('benchPage', sliced), sliced);
  });
});

describe('two benchmark runs side by side', () => {
  it('show what flipped', () => {
    const after = stored([
      benchResult('a', 'wrong'),
      benchResult('b', 'right'),
      benchResult('c', 'repaired'),
    ]);
    const { paired } = sliceBenchComparison(stored(), after, undefined);
    assert.deepEqual(paired, { pairs: 3, gained: ['c'], lost: ['a'], p: 1 });
  });

  it('say why they do not compare', () => {
    const other = sliceBenchComparison(stored(), stored(results, { sha256: 'y' }), undefined);
    assert.equal(other.paired, null);
    assert.match(other.refusal, /of different data/u);
    assert.deepEqual(parseDashboardSlice('benchComparison', other), other);
  });
});

describe('a problem of a benchmark run', () => {
  it('has both programs where they differ, and does without a record of the agents', () => {
    const repaired = sliceBenchProblem(benchResult('b', 'repaired'), undefined);
    assert.deepEqual(
      [repaired.firstCode, repaired.finalCode, repaired.firstReason, repaired.reason],
      ['first', 'final', 'b is wrong', ''],
    );
    assert.equal(sliceBenchProblem(benchResult('a', 'right'), undefined).finalCode, '');
    assert.deepEqual(parseDashboardSlice('benchProblem', repaired), repaired);
  });
});
