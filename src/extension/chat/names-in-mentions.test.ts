import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namesInMentions, quoteMention } from './names-in-mentions.ts';

describe('the mentions of a message', () => {
  it('are the names behind each @, without the sentence around them', () => {
    assert.deepEqual(namesInMentions('Fix @src/cart.py, see (@notes.md) and @"my file.txt". @selection!'), [
      'src/cart.py',
      'notes.md',
      'my file.txt',
      'selection',
    ]);
  });

  it('are none in an address', () => {
    assert.deepEqual(namesInMentions('Write to someone@example.com'), []);
  });

  it('give back any name that was completed', () => {
    const name = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter(text => !/["\n\r]/.test(text) && text.trim() === text);
    fc.assert(
      fc.property(name, path => {
        assert.deepEqual(namesInMentions(`see @${quoteMention(path)} here`), [path]);
      }),
    );
  });
});
