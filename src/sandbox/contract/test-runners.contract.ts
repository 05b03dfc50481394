import assert from 'node:assert/strict';
import type { OpenSandbox, SandboxLanguage } from '../../engine/ports/sandbox.ts';
import type { SandboxCapabilities } from '../sandbox.contract.ts';
import { openFor, run, signal, texts } from './trial.contract.ts';

export function describeTestRunners(open: OpenSandbox, runners: SandboxCapabilities['testRunners']): void {
  for (const runner of runners) {
    const { command, files, language } = testProjects[runner];

    it(`runs tests with ${runner}, green and red`, async () => {
      await using sandbox = await openFor(open, language);
      await sandbox.write({ files: texts(files), deleted: [] }, signal());
      const red = await run(sandbox, command);
      await sandbox.write(
        { files: texts({ 'adder.py': adderPy('+'), 'adder.mjs': adderJs('+') }), deleted: [] },
        signal(),
      );
      const fixed = await run(sandbox, command);

      assert.equal(red.exitCode, 1);
      assert.match(red.stdout + red.stderr, /adds/u);
      assert.equal(fixed.exitCode, 0);
    });
  }
}

function adderPy(operator: string): string {
  return `# A longer line than its fix needs, so that caches by size and time are told apart.\ndef add(a, b):\n    return a ${operator} b\n`;
}

function adderJs(operator: string): string {
  return `export const add = (a, b) => a ${operator} b;\n`;
}

const testProjects = {
  pytest: {
    command: 'python3 -m pytest -q',
    language: 'python',
    files: {
      'adder.py': adderPy('-'),
      'test_adder.py': 'from adder import add\n\ndef test_adds():\n    assert add(2, 3) == 5\n',
    },
  },
  unittest: {
    command: 'python3 -m unittest',
    language: 'python',
    files: {
      'adder.py': adderPy('-'),
      'test_adder.py':
        'import unittest\nfrom adder import add\n\nclass Adder(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(add(2, 3), 5)\n',
    },
  },
  'node --test': {
    command: 'node --test',
    language: 'node',
    files: {
      'adder.mjs': adderJs('-'),
      'adder.test.mjs':
        "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { add } from './adder.mjs';\n\ntest('adds', () => assert.equal(add(2, 3), 5));\n",
    },
  },
} as const satisfies Record<
  string,
  { command: string; language: SandboxLanguage; files: Record<string, string> }
>;
