import assert from 'node:assert/strict';
import { languageOf } from './check.ts';

describe('languageOf', () => {
  it('goes by the words of the command first', () => {
    assert.equal(languageOf('npm test', ['a.py', 'b.py']), 'node');
    assert.equal(languageOf('cd app && npx vitest run', []), 'node');
    assert.equal(languageOf('python3 -m pytest -q', ['a.ts']), 'python');
  });

  it('goes by the files around it where the command does not tell', () => {
    assert.equal(languageOf('make test', ['a.ts', 'b.mjs', 'c.py']), 'node');
    assert.equal(languageOf('make test', ['a.ts', 'c.py', 'd.py', 'README.md']), 'python');
    assert.equal(languageOf('', []), 'python');
  });

  it('takes no word for a program that only begins like one', () => {
    assert.equal(languageOf('./nodes/pythonic.sh', ['a.ts']), 'node');
    assert.equal(languageOf('./nodes/run.sh', ['a.py']), 'python');
  });
});
