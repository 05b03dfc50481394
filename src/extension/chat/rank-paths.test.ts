import assert from 'node:assert/strict';
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
});
