import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitCodeBlocks } from './split-code-blocks.ts';

describe('splitting what a model said at its code fences', () => {
  it('tells prose from code, with the language', () => {
    assert.deepEqual(splitCodeBlocks('Do this:\n```js\nlet a;\n```\nDone.'), [
      { kind: 'prose', language: '', text: 'Do this:' },
      { kind: 'code', language: 'js', text: 'let a;' },
      { kind: 'prose', language: '', text: 'Done.' },
    ]);
  });

  it('takes a fence that is still open as code, as it streams in', () => {
    assert.deepEqual(splitCodeBlocks('```python\nprint('), [
      { kind: 'code', language: 'python', text: 'print(' },
    ]);
  });

  it('leaves a longer fence open until it is closed', () => {
    assert.deepEqual(splitCodeBlocks('````\n```\nx\n````'), [{ kind: 'code', language: '', text: '```\nx' }]);
  });

  it('leaves markup, links and images as the text they are', () => {
    const text = '<img src=x onerror=alert(1)> ![beacon](https://example.com/p.png) [a](javascript:b)';
    assert.deepEqual(splitCodeBlocks(text), [{ kind: 'prose', language: '', text }]);
  });

  it('loses no line that is not a fence or blank', () => {
    const line = fc.oneof(fc.constantFrom('```', '```js', '~~~', '', '  '), fc.string());
    fc.assert(
      fc.property(fc.array(line), lines => {
        const text = lines.join('\n');
        const shown = splitCodeBlocks(text)
          .map(block => block.text)
          .join('\n');
        for (const each of text.split('\n'))
          if (each.trim() !== '' && !/^\s*[`~]{3}/.test(each)) assert.ok(shown.includes(each));
      }),
    );
  });
});
