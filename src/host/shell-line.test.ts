import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { shellLine } from './shell-line.ts';

// A NUL ends every argument of a program, whoever starts it.
const words = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...' \t\n\'"\\$`!*?[]{}()<>|&;#~=-%a') }),
  ),
);

describe('a shell line', () => {
  it('leaves plain words as they are', () => {
    assert.equal(shellLine(['python3', './tests/test_a-b.py', '-v']), 'python3 ./tests/test_a-b.py -v');
  });

  it('quotes a word with blanks or quotes, and an empty one', () => {
    assert.equal(shellLine(['echo', "it's here", '']), String.raw`echo 'it'\''s here' ''`);
  });

  it('gives a shell exactly its words', function () {
    if (process.platform === 'win32') this.skip();
    fc.assert(
      fc.property(words, all => {
        const plain = all.map(word => word.replaceAll('\0', ''));
        const line = shellLine(['printf', String.raw`%s\0`, ...plain]);
        const printed = execFileSync('sh', ['-c', line], { encoding: 'utf8' });

        assert.deepEqual(printed.split('\0').slice(0, -1), plain.length === 0 ? [''] : plain);
      }),
      { numRuns: 60 },
    );
  });
});
