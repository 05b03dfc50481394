import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePythonProgram } from './waiting-interpreter.ts';

describe('parsePythonProgram', () => {
  it('takes apart a command that only runs a file', () => {
    assert.deepEqual(parsePythonProgram(' python3 src/main.py  --n=1 a.txt'), {
      interpreter: 'python3',
      args: ['src/main.py', '--n=1', 'a.txt'],
    });
  });

  for (const command of [
    'python3',
    'python3 -m pytest',
    'python3 -c pass',
    'X=1 python3 main.py',
    'python3 ./main.py',
    'python3 /tmp/main.py',
    'python3 a/../main.py',
    'python3 main',
    'node main.py',
    'python3 main.py\nrm -rf .',
  ]) {
    it(`leaves \`${JSON.stringify(command)}\` to a shell`, () => {
      assert.equal(parsePythonProgram(command), undefined);
    });
  }

  it('leaves everything that a shell would read as more than words to a shell', () => {
    const special = fc.constantFrom(...'|&;<>()$`\\"\'*?[]#~%{}!^\n\r');
    const word = fc.string({ unit: fc.constantFrom('a', '1', '-', '.'), maxLength: 4 });
    fc.assert(
      fc.property(word, special, word, (before, character, after) => {
        assert.equal(parsePythonProgram(`python3 main.py x${before}${character}${after}x`), undefined);
      }),
    );
  });
});
