import assert from 'node:assert/strict';
import { createMemoryWorkspace } from '../../test/fakes/memory-workspace.ts';
import { hashBytes } from '../store/content-hash.ts';
import { withRecentListing } from './with-recent-listing.ts';

const signal = new AbortController().signal;

function open(closing = signal) {
  const inner = createMemoryWorkspace({ 'a.txt': 'a' });
  const clock = { time: 0, now: () => clock.time };
  let listings = 0;
  const counted = {
    ...inner,
    list: async (given: AbortSignal) => {
      listings += 1;
      given.throwIfAborted();
      return inner.list(given);
    },
  };
  const workspace = withRecentListing(counted, { clock, closing });
  return { inner, clock, workspace, listings: () => listings };
}

const names = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);

describe('a workspace with a recent listing', () => {
  it('lists once for all who ask within a second, and again for those who come later', async () => {
    const { inner, clock, workspace, listings } = open();
    await workspace.list(signal);
    inner.files.set('b.txt', 'b');
    clock.time = 1000;

    assert.deepEqual([names(await workspace.list(signal)), listings()], [['a.txt'], 1]);
    clock.time = 1001;
    assert.deepEqual([names(await workspace.list(signal)), listings()], [['a.txt', 'b.txt'], 2]);
  });

  it('knows at once what it has written itself', async () => {
    const { workspace } = open();
    await workspace.list(signal);
    const bytes = new TextEncoder().encode('b');

    await workspace.apply([
      { path: 'b.txt', base: null, next: { hash: hashBytes(bytes), bytes, executable: false } },
    ]);

    assert.deepEqual(names(await workspace.list(signal)), ['a.txt', 'b.txt']);
  });

  it('obeys its signal also when it has the answer', async () => {
    const { workspace } = open();
    await workspace.list(signal);

    await assert.rejects(workspace.list(AbortSignal.abort()), { name: 'AbortError' });
  });

  it('begins the first listing ahead, and all who ask meanwhile wait for that one', async () => {
    const { workspace, listings } = open();
    assert.equal(listings(), 1);

    await Promise.all([workspace.list(signal), workspace.list(signal)]);

    assert.equal(listings(), 1);
  });

  it('leaves a listing that is under way to the others when one of them gives up', async () => {
    const { workspace, listings } = open();
    const giving = new AbortController();
    const given = workspace.list(giving.signal);
    const kept = workspace.list(signal);

    giving.abort();

    await assert.rejects(given, { name: 'AbortError' });
    assert.deepEqual([names(await kept), listings()], [['a.txt'], 1]);
  });

  it('does not take a listing for recent that began before a change', async () => {
    const { inner, workspace } = open();
    const begun = workspace.list(signal);
    inner.files.set('b.txt', 'b');

    await workspace.apply([]);
    await begun;

    assert.deepEqual(names(await workspace.list(signal)), ['a.txt', 'b.txt']);
  });

  it('keeps nothing of a listing that failed', async () => {
    const { workspace, listings } = open(AbortSignal.abort());
    await assert.rejects(workspace.list(signal), { name: 'AbortError' });

    assert.deepEqual([names(await workspace.list(signal)), listings()], [['a.txt'], 2]);
  });
});
