import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rankPaths } from './rank-paths.ts';

describe('ranking paths', () => {
  it('puts names that begin so first, then names, then paths, then letters in their order', () => {
    const paths = ['docs/cart/notes.md', 'src/old-cart.py', 'src/cart.py', 'c/a/r/t.py', 'README.md'];
    assert.deepEqual(rankPaths(paths, 'cart'), [
      'src/cart.py',
      'src/old-cart.py',
      'docs/cart/notes.md',
      'c/a/r/t.py',
    ]);
  });

  it('shows what lies near the root when nothing was typed yet', () => {
    assert.deepEqual(rankPaths(['a/b/c.py', 'z.py', 'a/b.py'], ''), ['z.py', 'a/b.py', 'a/b/c.py']);
  });

  it('shows paths that hold the letters and no others, in the same order however they came', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'cart', 'src'), { minLength: 1, maxLength: 4 })
      .map(parts => parts.join('/'));
    const question = fc.string({ unit: fc.constantFrom('a', 'c', 'r', '/'), maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(path), question, (paths, wanted) => {
        const ranked = rankPaths(paths, wanted);
        assert.deepEqual(rankPaths([...paths].reverse(), wanted), ranked);
        const holds = new RegExp([...wanted].join('.*'), 'u');
        assert.deepEqual([...ranked].sort(), paths.filter(each => holds.test(each)).sort());
      }),
    );
  });
});
