import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseShell } from './parse-shell.ts';

const spoken: readonly (readonly [string, string])[] = [
  ['bash: line 1: pytestx: command not found', 'pytestx: command not found'],
  ['bash: pytestx: command not found', 'pytestx: command not found'],
  ['sh: 1: pytestx: not found', 'pytestx: not found'],
  ['sh: pytestx: not found', 'pytestx: not found'],
  ['x.sh: line 1: foo: command not found', 'foo: command not found'],
  ['zsh: command not found: foo', 'command not found: foo'],
  ['env: ‘nosuch’: No such file or directory', 'nosuch: No such file or directory'],
  ['sh: 1: ./x.sh: Permission denied', './x.sh: Permission denied'],
  [
    "python3: can't open file '//a.py': [Errno 2] No such file",
    "can't open file '//a.py': [Errno 2] No such file",
  ],
  ['npm error Missing script: "test"', 'Missing script: "test"'],
  ["Could not find 'nofile.test.mjs'", "Could not find 'nofile.test.mjs'"],
];

describe('a command that cannot start', () => {
  for (const [line, message] of spoken) {
    it(`is recognized in: ${line}`, () => {
      assert.deepEqual(parseShell([line]), [{ kind: 'environment_error', message }]);
    });
  }

  it('is not seen in ordinary talk', () => {
    assert.deepEqual(parseShell(['The user was not found', 'note: key not found', '12:30: not found']), []);
  });
});
