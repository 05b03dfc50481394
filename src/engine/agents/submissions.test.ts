import assert from 'node:assert/strict';
import { planSchema, reviewSchema } from './submissions.ts';

const subtask = (id: number, dependencies: readonly number[] = []) => ({
  id,
  description: 'x',
  dependencies,
  complexity: 'simple',
});
const problemOf = (...subtasks: readonly object[]) =>
  planSchema().safeParse({ subtasks, reasoning: 'r' }).error?.issues[0]?.message;

describe('a submitted plan', () => {
  it('may be a chain, a tree or a diamond', () => {
    assert.equal(problemOf(subtask(1)), undefined);
    assert.equal(problemOf(subtask(2, [1]), subtask(1), subtask(3, [1]), subtask(4, [2, 3])), undefined);
  });

  it('must not be empty or longer than 12 subtasks', () => {
    assert.notEqual(problemOf(), undefined);
    assert.equal(problemOf(...Array.from({ length: 12 }, (_, index) => subtask(index + 1))), undefined);
    assert.notEqual(problemOf(...Array.from({ length: 13 }, (_, index) => subtask(index + 1))), undefined);
  });

  it('must not depend on what is not there, on itself, or in a circle', () => {
    assert.match(problemOf(subtask(1, [2])) ?? '', /subtask 1 depends on a subtask that is not there/);
    assert.match(problemOf(subtask(1, [1])) ?? '', /circle/);
    assert.match(problemOf(subtask(1, [2]), subtask(2, [3]), subtask(3, [1])) ?? '', /circle/);
  });

  it('must not give two subtasks one id, or an id below 1', () => {
    assert.match(problemOf(subtask(1), subtask(1)) ?? '', /same id/);
    assert.notEqual(problemOf(subtask(0)), undefined);
  });
});

describe('a submitted review', () => {
  const review = {
    rootCause: 'r',
    errorType: 'logic_error',
    fixDescription: 'f',
    confidence: 0.5,
    changesMade: 'c',
  };

  it('may list its changes as text or as a list', () => {
    assert.equal(reviewSchema().parse(review).changesMade, 'c');
    assert.equal(reviewSchema().parse({ ...review, changesMade: ['a', 'b'] }).changesMade, 'a\nb');
  });

  it('has a confidence from 0 to 1 and a known type of error', () => {
    for (const confidence of [-0.1, 1.1, '1'])
      assert.equal(reviewSchema().safeParse({ ...review, confidence }).success, false);
    assert.equal(reviewSchema().safeParse({ ...review, errorType: 'odd' }).success, false);
  });
});
