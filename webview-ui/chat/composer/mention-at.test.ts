import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completeMention, mentionAt } from './mention-at.ts';

describe('a mention that is being typed', () => {
  it('is what stands between the @ and the caret', () => {
    assert.deepEqual(mentionAt('fix @src/ca', 11), { question: 'src/ca', start: 4, end: 11 });
    assert.deepEqual(mentionAt('fix @src/cart.py now', 8), { question: 'src', start: 4, end: 8 });
    assert.deepEqual(mentionAt('@', 1), { question: '', start: 0, end: 1 });
    assert.deepEqual(mentionAt('see @"my fi', 11), { question: 'my fi', start: 4, end: 11 });
  });

  it('is none behind a space, in an address, or where the caret stands before it', () => {
    assert.equal(mentionAt('fix @cart and', 13), undefined);
    assert.equal(mentionAt('me@example', 10), undefined);
    assert.equal(mentionAt('fix @cart', 3), undefined);
  });

  it('is replaced by what was chosen, with one space behind it', () => {
    const mention = mentionAt('fix @ca now', 7);
    assert.ok(mention !== undefined);
    assert.deepEqual(completeMention('fix @ca now', mention, 'src/cart.py'), {
      text: 'fix @src/cart.py now',
      caret: 17,
    });
  });

  it('never reaches beyond the caret, and leaves all around it as it was, whatever is typed', () => {
    const part = fc.constantFrom('@', '"', ' ', 'a', 'src/b.py', '\n', '.', 'é');
    fc.assert(
      fc.property(fc.array(part), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const caret = at % (text.length + 1);
        const mention = mentionAt(text, caret);
        if (mention === undefined) return;
        assert.equal(text[mention.start], '@');
        assert.equal(mention.end, caret);
        assert.ok(text.slice(mention.start, caret).endsWith(mention.question));
        const completed = completeMention(text, mention, 'x.py');
        assert.ok(completed.text.startsWith(`${text.slice(0, mention.start)}@x.py `));
        assert.equal(completed.text.slice(completed.caret), text.slice(caret).replace(/^ /, ''));
        // What was completed is no longer being typed; a quote before it may still be open.
        if (!text.slice(0, mention.start).includes('"'))
          assert.equal(mentionAt(completed.text, completed.caret), undefined);
      }),
    );
  });
});
