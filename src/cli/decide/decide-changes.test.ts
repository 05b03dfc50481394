import assert from 'node:assert/strict';
import type { RunView } from '../../engine/run/run-view.ts';
import { decideChanges } from './decide-changes.ts';

const fresh = viewWith({});
const begun = viewWith({ hunk: 'accepted' });

describe('deciding from the command line', () => {
  it('answers all or none as it was told, also where a review has begun, and not twice', async () => {
    for (const [choice, accepted] of [
      ['all', ['a.py']],
      ['none', []],
    ] as const) {
      const decide = decideChanges(choice, never);

      assert.deepEqual([await decide(begun), await decide(begun)], [accepted, undefined]);
    }
  });

  it('takes nothing where nobody said anything, and leaves a review that has begun as it is', async () => {
    assert.deepEqual(await decideChanges(undefined, never)(fresh), []);
    assert.equal(await decideChanges(undefined, never)(begun), undefined);
  });

  it('asks as often as it has to', async () => {
    const decide = decideChanges('ask', async () => ['a.py']);

    assert.deepEqual([await decide(fresh), await decide(begun)], [['a.py'], ['a.py']]);
  });
});

function never(): never {
  throw new Error('nobody is to be asked');
}

/** A view as far as it matters here. */
function viewWith(verdicts: RunView['decisions']['verdicts']): RunView {
  const decisions = { verdicts, edits: {} };
  return { changes: [{ path: 'a.py' }], decisions } as unknown as RunView;
}
