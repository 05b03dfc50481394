import assert from 'node:assert/strict';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { ForgeError } from '../../engine/forge-error.ts';
import { readWrongPrograms } from './read-wrong-programs.ts';

const reference = 'def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n';
const wrong = reference.replace('a + b', 'a - b');
const patch = createTwoFilesPatch('reference.py', 'subtracts.py', reference, wrong);

describe('reading the wrong programs of a task', () => {
  it('takes whole programs, and patches of the reference', () => {
    const programs = read({
      'wrong/subtracts.patch': patch,
      'wrong/is-empty.py': '',
      'tests.py': 'assert True\n',
    });

    assert.deepEqual(programs, { subtracts: wrong, 'is-empty': '' });
  });

  it('names the patch that does not fit, changes nothing or is none, and the mistake that is there twice', () => {
    const refused = {
      'it does not fit reference.py': { 'wrong/a.patch': patch.replaceAll('a + b', 'a * b') },
      'it changes nothing': { 'wrong/a.patch': '' },
      'does not fit': { 'wrong/a.patch': '@@ nonsense @@\n' },
      'twice, as .patch and as .py. Remove one.': { 'wrong/a.py': wrong, 'wrong/a.patch': patch },
    };
    for (const [problem, texts] of Object.entries(refused))
      assert.throws(
        () => read(texts),
        (error: unknown) =>
          error instanceof ForgeError &&
          error.code === 'config.invalid' &&
          error.message.startsWith('/tasks/add/wrong/a.p') &&
          error.message.includes(problem),
        problem,
      );
  });

  it('gives back any program from its patch', () => {
    const line = fc.stringMatching(/^[a-z =()]{0,6}$/u);
    const program = fc.array(line, { maxLength: 12 }).map(lines => lines.map(text => `${text}\n`).join(''));
    fc.assert(
      fc.property(program, program, (right, other) => {
        fc.pre(right !== other);
        const text = createTwoFilesPatch('reference.py', 'other.py', right, other, '', '', { context: 1 });
        assert.deepEqual(read({ 'wrong/other.patch': text }, right), { other });
      }),
    );
  });
});

function read(texts: Readonly<Record<string, string>>, right = reference): Readonly<Record<string, string>> {
  return readWrongPrograms({ folder: '/tasks/add', texts: new Map(Object.entries(texts)), reference: right });
}
