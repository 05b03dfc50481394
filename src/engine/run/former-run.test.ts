import assert from 'node:assert/strict';
import { type FormerRun, formerBrief } from './former-run.ts';

const first: FormerRun = {
  runId: 'r1',
  task: 'Add a discount',
  outcome: 'completed',
  summary: 'Adds a discount of ten per cent.',
  accepted: ['cart.py'],
  notTaken: ['notes.md'],
};

describe('what is told of the runs before', () => {
  it('is nothing where there are none', () => {
    assert.equal(formerBrief([]), '');
  });

  it('names task, summary and what a person decided', () => {
    assert.equal(
      formerBrief([first]),
      [
        'Earlier in this conversation (the task goes on from it):',
        '1. Task: Add a discount (completed)',
        '   Done: Adds a discount of ten per cent.',
        '   Taken into the workspace: cart.py',
        '   Proposed, but not in the workspace: notes.md',
      ].join('\n'),
    );
  });

  it('stays short however long the tasks and the lists were', () => {
    const paths = Array.from({ length: 500 }, (_, index) => `src/file-${index}.py`);
    const long = { ...first, task: 'x'.repeat(50_000), summary: 'y'.repeat(50_000), notTaken: paths };
    assert.ok(formerBrief([long, long, long, long, long]).length < 10_000);
  });
});
