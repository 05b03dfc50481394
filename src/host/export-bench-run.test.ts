import assert from 'node:assert/strict';
import { benchOrder, benchResult } from '../../test/fakes/bench-results.ts';
import { scoreRun } from '../bench/score/score-run.ts';
import type { StoredBenchRun } from './bench-library.ts';
import { benchCsv, benchJson, benchMarkdown } from './export-bench-run.ts';

const results = [
  benchResult('a', 'right'),
  benchResult('b', 'wrong', { costUsd: null, final: { passed: false, reason: '=1+1, "so" | said\nit' } }),
];
const run: StoredBenchRun = {
  id: 'one',
  startedAt: Date.UTC(2026, 0, 1),
  order: benchOrder(['a', 'b']),
  score: scoreRun(results),
  results,
};

describe('an exported benchmark run', () => {
  it('is a line a sample in CSV, where no reason becomes a formula or another cell', () => {
    const [head, first, second] = benchCsv(run).split('\r\n');
    assert.equal(head?.split(',').length, 13);
    assert.equal(first, 'mine,a,1,easy,strings,true,true,0,green,100,0.25,2,');
    assert.equal(second, `mine,b,1,easy,strings,false,false,1,red,100,,2,"'=1+1, ""so"" | said\nit"`);
  });

  it('has its order, its score and its results in JSON', () => {
    const { order, score, startedAt } = JSON.parse(JSON.stringify(benchJson(run)));
    assert.deepEqual(
      [order.suite, score.withRepair.value, score.costUsd, startedAt],
      ['mine', 0.5, null, '2026-01-01T00:00:00.000Z'],
    );
  });

  it('has tables in Markdown, and the reason of each failure in one cell', () => {
    const text = benchMarkdown(run);
    assert.match(text, /\| all \| 2 \| 50\.0 %.*\| \+0\.0 points \|/u);
    assert.match(text, /^\| b \| easy \| 1 \| =1\+1, "so" \\\| said it \|$/mu);
    assert.doesNotMatch(text, /^\| a \|/mu);
  });
});
