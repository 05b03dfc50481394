import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rewritePaths } from './path-rewriter.ts';

const replacements = new Map([
  ['/tmp/box-1/work', '/workspace'],
  ['file:///tmp/box-1/work', 'file:///workspace'],
  ['/tmp/box-1/tmp', '/tmp'],
]);

describe('rewritePaths', () => {
  it('replaces every path', () => {
    assert.equal(
      rewrite(['at file:///tmp/box-1/work/a.js:1:2 and /tmp/box-1/work, /tmp/box-1/tmp/x']),
      'at file:///workspace/a.js:1:2 and /workspace, /tmp/x',
    );
  });

  it('does the same however the text is cut', () => {
    const piece = fc.constantFrom(
      '/tmp/box-1/work',
      '/tmp/box-1/tmp',
      '/tmp/',
      '/',
      'box',
      ' x\n',
      'file://',
      '/work',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat(400)), (pieces, cuts) => {
        const text = pieces.join('');
        const places = [0, ...cuts.map(cut => Math.min(cut, text.length)), text.length].sort((a, b) => a - b);
        const parts = places.map((place, index) => text.slice(place, places[index + 1]));

        assert.equal(rewrite(parts), rewrite([text]));
      }),
    );
  });

  it('holds back no more than could still become a path', () => {
    const rewriter = rewritePaths(replacements);

    assert.equal(rewriter.push('done\n'), 'done\n');
    assert.equal(rewriter.push('see /tm'), 'see ');
    assert.equal(rewriter.end(), '/tm');
  });
});

function rewrite(parts: readonly string[]): string {
  const rewriter = rewritePaths(replacements);
  return parts.map(part => rewriter.push(part)).join('') + rewriter.end();
}
