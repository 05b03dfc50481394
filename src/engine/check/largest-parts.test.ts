import assert from 'node:assert/strict';
import fc from 'fast-check';
import { largestParts } from './largest-parts.ts';

describe('the largest parts of a workspace', () => {
  it('are named by the innermost folder or file that holds most of them', () => {
    const sizes = new Map([
      ['data/raw/a.bin', 60],
      ['data/raw/b.bin', 50],
      ['data/readme.md', 1],
      ['video.mp4', 40],
      ['src/a.ts', 2],
      ['src/b.ts', 2],
    ]);

    assert.deepEqual(largestParts(sizes, 3), [
      { path: 'data/raw/', bytes: 110 },
      { path: 'video.mp4', bytes: 40 },
      { path: 'src/', bytes: 4 },
    ]);
  });

  it('each hold exactly the bytes of what lies in them, and do not overlap', () => {
    const paths = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 });
    const files = fc.array(fc.tuple(paths, fc.nat(1000)), { maxLength: 30 });
    fc.assert(
      fc.property(files, entries => {
        const sizes = new Map(entries.map(([parts, bytes]) => [`${parts.join('/')}.txt`, bytes]));
        const parts = largestParts(sizes, 10);
        for (const { path, bytes } of parts) {
          const inside = [...sizes].filter(
            ([file]) => file === path || (path.endsWith('/') && file.startsWith(path)),
          );
          assert.equal(
            bytes,
            inside.reduce((sum, [, size]) => sum + size, 0),
          );
        }
        for (const one of parts)
          assert.ok(parts.every(other => other === one || !other.path.startsWith(one.path)));
      }),
    );
  });
});
