import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type CheckOutput, diagnose } from './diagnose.ts';
import { errorTypes } from './diagnosis.ts';
import { fingerprint } from './fingerprint.ts';
import { newFailures } from './new-failures.ts';

function red(output: Partial<CheckOutput>): CheckOutput {
  return {
    stdout: '',
    stderr: '',
    exitCode: 1,
    signal: null,
    timedOut: false,
    outOfMemory: false,
    ...output,
  };
}

const nodeCrash = `file:///workspace/j.test.mjs:2
throw new Error('at load');
      ^

Error: at load
    at file:///workspace/j.test.mjs:2:7

Node.js v24.21.0`;

describe('diagnosing a check', () => {
  it('finds nothing in a green one, whatever it printed', () => {
    const { failures } = diagnose(
      red({ exitCode: 0, stderr: 'Traceback (most recent call last):\nValueError: logged' }),
    );

    assert.deepEqual(failures, []);
  });

  it('names what the sandbox lacks, and takes it for the cause unless a test says otherwise', () => {
    const lacking = 'The embedded sandbox has no other programs to start. Use --sandbox docker.';
    const refused = red({ stderr: 'OSError: [Errno 138] emscripten does not support processes.', lacking });
    const failed = red({ stderr: 'AssertionError: 1 != 2', lacking });

    assert.equal(diagnose(refused).errorType, 'environment_error');
    assert.match(diagnose(refused).digest, /--sandbox docker/u);
    assert.ok(diagnose(failed).failures.some(({ kind }) => kind === 'environment_error'));
  });

  it('names the signal that ended a command before its last words', () => {
    const [failure] = diagnose(red({ exitCode: null, signal: 'SIGSEGV', stdout: 'answer 42\n' })).failures;
    assert.equal(failure?.message, 'The command was killed by SIGSEGV.\nanswer 42');
  });

  it('names the signal that ended a command without a word', () => {
    const [failure] = diagnose(red({ exitCode: null, signal: 'SIGSEGV' })).failures;

    assert.deepEqual(failure, {
      kind: 'runtime_error',
      message: 'The command was killed by SIGSEGV and printed nothing.',
    });
  });

  it('takes the word of the sandbox for timeouts, memory and missing tools', () => {
    const unsupported = 'The embedded sandbox has no compiler for C. Use Docker.';

    assert.equal(diagnose(red({ exitCode: null, timedOut: true })).errorType, 'timeout');
    assert.equal(diagnose(red({ exitCode: 137, outOfMemory: true })).errorType, 'memory_error');
    assert.equal(diagnose(red({ exitCode: 137 })).errorType, 'memory_error');
    assert.equal(diagnose(red({ exitCode: null, signal: 'SIGKILL' })).errorType, 'memory_error');
    const diagnosis = diagnose(red({ exitCode: 127, unsupported }));
    assert.deepEqual(
      [diagnosis.errorType, diagnosis.failures[0]?.message],
      ['environment_error', unsupported],
    );
  });

  it('shows the end of the output when a check ran out of time', () => {
    const { digest } = diagnose(
      red({ exitCode: null, timedOut: true, stdout: 'starting\nwaiting for the lock' }),
    );

    assert.match(digest, /^timeout, 1 failure\.[\s\S]*time limit[\s\S]*waiting for the lock$/u);
  });

  it('reads standard output and standard error', () => {
    const { failures } = diagnose(
      red({ stdout: "TS2304: no\nsrc/a.ts(1,2): error TS2304: Cannot find name 'x'.", stderr: nodeCrash }),
    );

    assert.deepEqual(
      failures.map(failure => failure.path),
      ['src/a.ts', 'j.test.mjs'],
    );
  });

  it('ignores colours', () => {
    const coloured =
      '\u001b[96mp.ts\u001b[0m:\u001b[93m1\u001b[0m:\u001b[93m7\u001b[0m - \u001b[91merror\u001b[0m\u001b[90m TS2322: \u001b[0mWrong type.';

    assert.deepEqual(diagnose(red({ stdout: coloured })).failures, [
      { kind: 'syntax_error', message: 'TS2322: Wrong type.', path: 'p.ts', line: 1 },
    ]);
  });

  it('explains a test file that failed to load by what went to the output', () => {
    const report = "✖ failing tests:\n\ntest at j.test.mjs:1:1\n✖ j.test.mjs (112ms)\n  'test failed'";

    assert.deepEqual(diagnose(red({ stdout: report, stderr: nodeCrash })).failures, [
      {
        kind: 'runtime_error',
        name: 'j.test.mjs',
        message: 'Error: at load',
        path: 'j.test.mjs',
        line: 2,
        excerpt: 'at j.test.mjs:2',
      },
    ]);
  });

  it('does not count a test and its traceback as two failures', () => {
    const ruler = '='.repeat(70);
    const stderr = `${ruler}
FAIL: test_eq (test_calc.T.test_eq)
${'-'.repeat(70)}
Traceback (most recent call last):
  File "/workspace/test_calc.py", line 19, in test_eq
    self.assertEqual(1, 2)
AssertionError: 1 != 2

${'-'.repeat(70)}
Ran 1 test in 0.002s`;

    assert.deepEqual(
      diagnose(red({ stderr })).failures.map(failure => failure.name),
      ['test_calc.T.test_eq'],
    );
  });

  it('puts what keeps everything from running first', () => {
    const stdout = `=========================== short test summary info ============================
FAILED test_a.py::test_x - assert 1 == 2
FAILED test_a.py::test_y - assert 1 == 2
ERROR test_b.py - SyntaxError: invalid syntax`;
    const diagnosis = diagnose(red({ stdout }));

    assert.equal(diagnosis.errorType, 'syntax_error');
    assert.equal(diagnosis.failures[0]?.name, 'test_b.py');
  });

  it('names the kind that most tests show', () => {
    const stdout = `=========================== short test summary info ============================
FAILED test_a.py::test_x - assert 1 == 2
FAILED test_a.py::test_y - ImportError: inside the test
FAILED test_a.py::test_z - assert 1 == 2`;

    assert.equal(diagnose(red({ stdout })).errorType, 'logic_error');
  });

  it('says that a command is missing when that is why the check ended', () => {
    const { errorType, digest } = diagnose(red({ exitCode: 127, stderr: 'sh: 1: pytest: not found' }));

    assert.equal(errorType, 'environment_error');
    assert.match(digest, /pytest: not found/u);
    assert.match(digest, /Known cause: A command or file/u);
  });

  it('keeps the last words of output that it does not recognize', () => {
    const { failures, errorType } = diagnose(red({ stdout: 'expected 5, got 6\n\n', exitCode: 3 }));

    assert.equal(errorType, 'runtime_error');
    assert.deepEqual(failures, [{ kind: 'runtime_error', message: 'expected 5, got 6' }]);
    assert.equal(
      diagnose(red({})).failures[0]?.message,
      'The command ended with exit code 1 and printed nothing.',
    );
  });
});

const snippets = [
  'Traceback (most recent call last):\n  File "/workspace/a.py", line 3, in f\n    x\nValueError: y\n',
  '=========================== short test summary info ===========\nFAILED a.py::b - assert 1\n',
  '___________ t ___________\nE   assert 1 == 2\na.py:3: AssertionError\n',
  `${'='.repeat(70)}\nFAIL: t (m.T.t)\n`,
  'TAP version 13\nnot ok 1 - a\n  ---\n  error: |-\n    b\n  ...\n',
  '✖ failing tests:\n\ntest at a.mjs:1:1\n✖ a (1ms)\n  Error: b\n      at f (file:///workspace/a.mjs:1:1)\n',
  ' ERRORS \n\na => ./a.ts:1:1\nerror: Error: b\n',
  '  1 failing\n\n  1) a\n       b:\n     Error: c\n      at d (e.js:1:1)\n',
  'FAIL a.test.js\n  ● a › b\n\n    expect(1).toBe(2)\n',
  '⎯⎯ Failed Tests 1 ⎯⎯\n\n FAIL  a.ts > b\nError: c\n',
  'a.ts(1,2): error TS2304: x\n',
  '  + Exception Group Traceback (most recent call last):\n  | ExceptionGroup: x\n  +-+---------------- 1 ----------------\n    | ValueError: y\n',
  'Error: a\n    at f (/workspace/a.js:1:1)\n',
  'sh: 1: x: not found\n',
  '\u001b[31m\u001b]0;\u0007\r',
];
const output = fc
  .array(
    fc.oneof(
      fc.constantFrom(...snippets),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\n', ' ', ':', '(', '\ud83d'),
    ),
  )
  .map(parts => parts.join(''));

const hostile = [
  '(',
  'a:1',
  '"',
  ' ',
  'E   ',
  '  File "a", line 1\n',
  'not ok\n',
  ' FAIL  a\n',
  '  1) a\n',
  '{',
];

describe('a diagnosis of any output', () => {
  it('is made without throwing, in bounds, and is plain data', () => {
    fc.assert(
      fc.property(output, output, fc.option(fc.integer({ min: 1, max: 255 })), (stdout, stderr, exitCode) => {
        const diagnosis = diagnose(red({ stdout, stderr, exitCode }));

        assert.ok(diagnosis.digest.length <= 2_000 && diagnosis.digest.length > 0);
        assert.ok(diagnosis.failures.length > 0 && diagnosis.failures.length <= 200);
        for (const failure of diagnosis.failures) {
          assert.ok(errorTypes.includes(failure.kind));
          assert.ok(failure.message.length <= 600 && failure.message !== '');
          assert.ok((failure.excerpt ?? '').length <= 1_200);
          assert.ok(failure.path === undefined || !failure.path.startsWith('/'));
        }
        assert.deepEqual(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
        assert.equal(fingerprint(diagnosis), fingerprint(diagnose(red({ stdout, stderr, exitCode }))));
        assert.deepEqual(newFailures(diagnosis, diagnosis), []);
      }),
    );
  });

  for (const unit of hostile) {
    it(`survives one line of 100,000 characters and 128 KB of lines made of ${JSON.stringify(unit)}`, () => {
      for (const stdout of [
        unit.repeat(100_000 / unit.length),
        `\n${unit}`.repeat(131_072 / (unit.length + 1)),
      ]) {
        assert.ok(diagnose(red({ stdout })).digest.length <= 2_000);
      }
    });
  }
});

describe('test files that failed to load', () => {
  const report = (comments: string) => `TAP version 13
${comments}# Subtest: a.test.mjs
not ok 1 - a.test.mjs
  ---
  location: '/workspace/a.test.mjs:1:1'
  failureType: 'testCodeFailure'
  error: 'test failed'
  code: 'ERR_TEST_FAILURE'
  ...
# Subtest: b.test.mjs
not ok 2 - b.test.mjs
  ---
  location: '/workspace/pkg/b.test.mjs:1:1'
  error: 'test failed'
  ...
1..2`;
  const first = `# file:///workspace/src/lib.mjs:2
# throw new Error('at load');
#       ^
# Error: at load
#     at file:///workspace/src/lib.mjs:2:7
`;
  const second = `# Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/workspace/nope.mjs' imported from /workspace/pkg/b.test.mjs
#     at finalizeResolution (node:internal/modules/esm/resolve:272:11)
#     at \\#cachedDefaultResolve (node:internal/modules/esm/loader:705:20)
`;

  it('are explained by the comments of the report', () => {
    const { failures } = diagnose(red({ stdout: report(first + second) }));

    assert.deepEqual(
      failures.map(({ kind, name, path }) => [kind, name, path]),
      [
        ['import_error', 'pkg/b.test.mjs', 'pkg/b.test.mjs'],
        ['runtime_error', 'a.test.mjs', 'src/lib.mjs'],
      ],
    );
  });

  it('do not borrow an error that may be of another file', () => {
    const { failures } = diagnose(red({ stdout: report(first) }));

    assert.deepEqual(
      failures.map(({ name, message }) => [name, message]),
      [
        [undefined, 'Error: at load'],
        ['a.test.mjs', 'test failed'],
        ['pkg/b.test.mjs', 'test failed'],
      ],
    );
  });
});
