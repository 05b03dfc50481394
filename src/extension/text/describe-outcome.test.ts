import assert from 'node:assert/strict';
import type { RunView } from '../../engine/run/run-view.ts';
import { describeOutcome } from './describe-outcome.ts';

describe('how a run ended, in a sentence', () => {
  it('says how many files were written, and how many hunks stay rejected', () => {
    assert.equal(describeOutcome(ended(['a.py'], {})), 'The change was written to 1 file.');
    assert.equal(
      describeOutcome(ended(['a.py', 'b.py'], { one: 'accepted', two: 'rejected', three: 'accepted' })),
      'The change was written to 2 files, without the hunk that you rejected.',
    );
    assert.equal(
      describeOutcome(ended(['a.py'], { one: 'rejected', two: 'rejected', three: 'accepted' })),
      'The change was written to 1 file, without the 2 hunks that you rejected.',
    );
  });

  it('says that nothing was written where all of it was rejected, or nothing was to change', () => {
    assert.equal(
      describeOutcome(ended([], { one: 'rejected' })),
      'The change was rejected. No file was touched.',
    );
    assert.equal(describeOutcome({ ...ended([], {}), changes: [] }), 'The check passes without any change.');
  });

  it('says nothing of a run that did not complete', () => {
    assert.equal(describeOutcome({ ...ended([], {}), outcome: 'cancelled' }), undefined);
  });
});

/** A view as far as it matters here. */
function ended(accepted: readonly string[], verdicts: RunView['decisions']['verdicts']): RunView {
  const changes = [{ path: 'a.py' }];
  return { outcome: 'completed', accepted, changes, decisions: { verdicts } } as unknown as RunView;
}
