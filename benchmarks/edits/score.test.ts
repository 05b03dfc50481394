import assert from 'node:assert/strict';
import type { EditRecord } from './edit-record.ts';
import { createScore } from './score.ts';

const record: EditRecord = {
  id: 1,
  path: 'a',
  original: 'a',
  search: 'a',
  replace: 'b',
  expected: 'b',
  class: 'exact',
};

function scored(slowMs: number, lines = 1) {
  const score = createScore();
  for (let at = 0; at < 100; at += 1) score.add(record, 'applied right', 1);
  for (let at = 0; at < 2; at += 1) {
    score.add({ ...record, original: 'x\n'.repeat(lines) }, 'applied right', slowMs);
  }
  return score;
}

describe('the score of a corpus', () => {
  it('misses no bar when all is right and quick', () => {
    assert.deepEqual(scored(5).missedBars(), []);
  });

  it('takes ordinary files to be quicker than large ones', () => {
    assert.match(scored(20).missedBars().join(), /slowest 1 % of ordinary files take 20\.00 ms/u);
    assert.deepEqual(scored(200, 50_000).missedBars(), []);
    assert.match(scored(300, 50_000).missedBars().join(), /slowest file takes 300\.00 ms/u);
  });

  it('counts what is wrong, and what is wrong beyond whitespace', () => {
    const score = createScore();
    for (let at = 0; at < 400; at += 1) score.add(record, 'applied right', 1);
    score.add(record, 'applied wrong', 1);
    assert.deepEqual(score.missedBars(), []);
    score.add(record, 'wrong beyond whitespace', 1);
    assert.match(score.missedBars().join(), /0\.25 % are wrong beyond whitespace/u);
    for (let at = 0; at < 4; at += 1) score.add(record, 'applied wrong', 1);
    assert.match(score.missedBars().join(), /1\.48 % are wrong, at most/u);
  });

  it('allows nothing wrong beside a near-duplicate, or where the file must stay', () => {
    const wrong = (changes: Partial<EditRecord>): string => {
      const score = createScore();
      for (let at = 0; at < 1000; at += 1) score.add(record, 'applied right', 1);
      score.add({ ...record, ...changes }, 'applied wrong', 1);
      return score.missedBars().join();
    };
    assert.equal(wrong({}), '');
    assert.match(wrong({ class: 'beside a near-duplicate' }), /1 edits were made wrong/u);
    assert.match(wrong({ expected: null }), /1 edits were made wrong/u);
  });

  it('has a row for every class and one for all', () => {
    const table = scored(5).table();
    assert.match(table, /^exact +102 +102 +0 +0 +0 +0$/mu);
    assert.match(table, /^all +102 +102 +0 +0 +0 +0$/mu);
  });
});
