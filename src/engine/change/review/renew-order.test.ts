import assert from 'node:assert/strict';
import type { FileProposal } from './file-proposal.ts';
import { renewOrder } from './renew-order.ts';

const files = [{ hunks: [{ id: 'a' }, { id: 'b' }] }] as unknown as readonly FileProposal[];

describe('renewOrder', () => {
  it('keeps what is about hunks that nobody else has decided, and how conflicts are handled', () => {
    const order = renewOrder(
      { accept: ['a'], reject: ['b'], onConflict: 'mark' },
      {},
      { files, verdicts: {} },
    );

    assert.deepEqual(order, { accept: ['a'], reject: ['b'], reopen: [], onConflict: 'mark' });
  });

  it('lets stand what somebody else has said meanwhile, also that a hunk is open again', () => {
    const seen = { b: 'accepted' } as const;

    const order = renewOrder({ accept: ['a'], reopen: ['b'] }, seen, { files, verdicts: { a: 'rejected' } });

    assert.equal(order, undefined);
  });

  it('forgets hunks that are proposed no more', () => {
    const order = renewOrder({ accept: ['a', 'gone'] }, {}, { files, verdicts: {} });

    assert.deepEqual(order?.accept, ['a']);
  });
});
