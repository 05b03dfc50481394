import assert from 'node:assert/strict';
import type { EditRecord } from './edit-record.ts';
import { judgeEdit } from './judge-edit.ts';

const record: EditRecord = {
  id: 1,
  path: 'a',
  original: 'a b',
  search: 'a',
  replace: 'c',
  expected: 'c b',
  class: 'exact',
};
const kept: EditRecord = { ...record, expected: null };

describe('a verdict on an edit', () => {
  it('is right when the file reads as expected, or rightly stayed', () => {
    assert.equal(judgeEdit(record, 'c b'), 'applied right');
    assert.equal(judgeEdit(kept, null), 'refused right');
    assert.equal(judgeEdit({ ...record, expected: record.original }, null), 'refused right');
    assert.equal(judgeEdit(kept, record.original), 'refused right');
  });

  it('tells blanks that are wrong from text that is wrong', () => {
    assert.equal(judgeEdit(record, 'c  b'), 'applied wrong');
    assert.equal(judgeEdit(record, 'd b'), 'wrong beyond whitespace');
    assert.equal(judgeEdit(kept, 'c b'), 'wrong beyond whitespace');
    assert.equal(judgeEdit(kept, 'a  b'), 'applied wrong');
  });

  it('is a wrong refusal when an edit was not made', () => {
    assert.equal(judgeEdit(record, null), 'refused wrongly');
  });
});
