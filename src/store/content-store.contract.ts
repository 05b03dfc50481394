import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { RunStore } from '../engine/ports/run-store.ts';

/** What the contents of every run store must do. `open` makes a fresh, empty store. */
export function describeContentStore(name: string, open: () => RunStore): void {
  describe(`${name} as a content store`, () => {
    let store: RunStore;

    beforeEach(() => {
      store = open();
    });

    afterEach(() => {
      store.close();
    });

    it('gives back exactly the bytes that were put', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
          assert.deepEqual(plain(store.contents.get(store.contents.put(bytes))), plain(bytes));
        }),
      );
    });

    it('names equal bytes equally and different bytes differently', () => {
      const { contents } = store;

      assert.equal(contents.put(Buffer.from('a')), contents.put(Buffer.from('a')));
      assert.notEqual(contents.put(Buffer.from('a')), contents.put(Buffer.from('b')));
    });

    it('names bytes by their SHA-256', () => {
      assert.equal(
        store.contents.put(new Uint8Array()),
        'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      );
    });

    it('takes several megabytes', () => {
      const bytes = new Uint8Array(5_000_000).fill(7);

      assert.equal(Buffer.compare(store.contents.get(store.contents.put(bytes)), bytes), 0);
    });

    it('does not change what it stored when the caller changes its bytes', () => {
      // Slicing a Buffer would not copy it.
      const bytes = Buffer.of(1, 2, 3);
      const hash = store.contents.put(bytes);

      bytes.fill(9);
      store.contents.get(hash).fill(9);

      assert.deepEqual(plain(store.contents.get(hash)), [1, 2, 3]);
    });

    it('says whether it has a content', () => {
      const hash = store.contents.put(Buffer.from('here'));

      assert.equal(store.contents.has(hash), true);
      assert.equal(store.contents.has('sha256:0'), false);
    });

    it('throws for a hash that was never put', () => {
      assert.throws(() => store.contents.get('sha256:0'), /sha256:0/u);
    });
  });
}

function plain(bytes: Uint8Array): readonly number[] {
  return [...bytes];
}
