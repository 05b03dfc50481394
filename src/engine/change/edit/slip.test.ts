import assert from 'node:assert/strict';
import { isMisspelling, isSlip } from './slip.ts';

const slip = (search: string, file: string, replace: string): boolean => isSlip({ search, file, replace });

describe('a slip', () => {
  it('is a difference in which the replacement sides with the file', () => {
    assert.equal(
      slip('total = comptue(cart, 0)', 'total = compute(cart, 0)', 'total = compute(cart, 1)'),
      true,
    );
    assert.equal(
      slip('total = compute(cart)', 'total = compute(cart) # net', 'total = compute(cart) # net'),
      true,
    );
  });

  it('is not one in which it sides with the search, or has a third version', () => {
    assert.equal(slip('timeout = 30', 'timeout = 60', 'timeout = 45'), false);
    assert.equal(slip('timeout = 30', 'timeout = 60', 'delay = 30'), false);
    assert.equal(slip('load(a)', 'load(a, c)', 'load(a, b)'), false);
  });

  it('is not a line that is replaced by quite another', () => {
    assert.equal(
      slip('total = comptue(cart)', 'total = compute(cart)', 'raise NotImplementedError()'),
      false,
    );
  });

  it('is not looked for in very long lines', () => {
    const long = 'a, '.repeat(1000);
    assert.equal(slip(`${long}x`, `${long}y`, `z ${long}y`), false);
  });
});

describe('a misspelling', () => {
  it('is one letter more, less, wrong or swapped', () => {
    for (const wrong of ['comppute(a)', 'compte(a)', 'compxte(a)', 'comptue(a)']) {
      assert.equal(isMisspelling(wrong, 'compute(a)'), true, wrong);
    }
  });

  it('is no digit, sign or other word', () => {
    for (const other of ['compute(a2)', 'compute(a);', 'count(a)', 'compute1(a)']) {
      assert.equal(isMisspelling(other, 'compute(a)'), false, other);
    }
  });
});
