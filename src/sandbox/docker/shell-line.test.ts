import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { shellLine } from './shell-line.ts';

describe('shellLine', () => {
  for (const [what, command] of [
    ['a program with words', 'printenv HOME'],
    ['words in quotes', `env printf '%s|%s\n' "a  b" 'c"d'`],
    ['a program with its path', '/bin/echo ./a=b c:d'],
    ['what is built into the shell', 'echo built in'],
    ['an exit code', 'exit 7'],
    ['a failure', 'false'],
    ['a program that is not there', 'no-such-program --version'],
    ['a file that is no program', '/etc/passwd x'],
    ['more than one program', 'echo a && echo b; echo c | cat'],
    ['a loop', 'for x in 1 2; do echo $x; done'],
    ['a variable before the program', 'A=1 printenv A'],
    ['what the shell has to fill in', 'echo "$((6 * 7))"'],
    ['an escaped quote', String.raw`printf "a\"b"`],
    ['a comment', 'echo a # b'],
    ['two lines', 'echo a\necho b'],
    ['nothing', ''],
  ] as const) {
    it(`leaves the meaning of ${what} as it is`, () => {
      assert.deepEqual(inShell(shellLine(command)), inShell(command));
    });
  }

  it('lets a lone program take the place of the shell', () => {
    const command = `node -e "process.kill(process.pid, 'SIGKILL')"`;

    assert.equal(spawnSync('sh', ['-c', shellLine(command)]).signal, 'SIGKILL');
  });

  it('leaves room for the longest command that a shell takes', () => {
    const command = `printf ${'x'.repeat(128 * 1024 - 8)}`;

    assert.equal(execFileSync('sh', ['-c', shellLine(command)]).length, 128 * 1024 - 8);
  });
});

function inShell(line: string) {
  const { status, signal, stdout, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
  return { status, signal, stdout, stderr };
}
