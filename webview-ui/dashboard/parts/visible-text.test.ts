import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleText } from './visible-text.ts';

describe('text that is shown', () => {
  it('shows what would turn the reading direction around, or control anything', () => {
    assert.equal(visibleText('user\u202Eexe.txt'), 'user⟨U+202E⟩exe.txt');
    assert.equal(visibleText('\u001B[2J\u0000'), '⟨U+001B⟩[2J⟨U+0000⟩');
  });

  it('leaves lines, tabs, markup and every language as they are', () => {
    const text = '<script>alert(1)</script>\n\t![](http://x/) שלום 漢字 👩‍👧';
    assert.equal(visibleText(text), text);
  });

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), text => {
        assert.doesNotMatch(visibleText(text).replace(/[\n\t]/g, ''), /\p{Cc}|\p{Bidi_Control}/u);
      }),
      { numRuns: 30 },
    );
  });
});
