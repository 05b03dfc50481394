import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseNodeTest } from './parse-node-test.ts';
import { parseTap } from './parse-tap.ts';

const spec = `✖ adds (2.817667ms)
▶ outer
  ✖ inner deep (2.834807ms)
  ✔ ok thing (1.142095ms)
  ﹣ skipped (0.228796ms) # SKIP
✖ outer (28.253751ms)
ℹ tests 8
ℹ fail 5
ℹ duration_ms 318.87021

✖ failing tests:

test at src/a.test.mjs:3:1
✖ adds (2.817667ms)
  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:
  
  2 !== 3
  
      at TestContext.<anonymous> (file:///workspace/src/a.test.mjs:3:29)
      at Test.runInAsyncScope (node:async_hooks:227:14)
      at startSubtestAfterBootstrap (node:internal/test_runner/harness:387:17) {
    generatedMessage: true,
    code: 'ERR_ASSERTION',
    actual: 2,
    expected: 3,
    operator: 'strictEqual',
    diff: 'simple'
  }

test at src/a.test.mjs:6:3
✖ throws (1.716994ms)
  TypeError: Cannot read properties of null (reading 'foo')
      at read (file:///workspace/src/a.mjs:12:29)
      at TestContext.<anonymous> (file:///workspace/src/a.test.mjs:6:29)
      at async Promise.all (index 0)

test at src/a.test.mjs:7:3
✖ times out (20.89409ms)
  'test timed out after 20ms'
`;

describe("failures of Node's test runner", () => {
  it('carry file, title, message and place', () => {
    const failures = parseNodeTest(spec.split('\n'));

    assert.deepEqual(
      failures.map(({ kind, name, message, path, line }) => [kind, name, message, `${path}:${line}`]),
      [
        [
          'logic_error',
          'src/a.test.mjs > adds',
          'AssertionError: Expected values to be strictly equal:\n2 !== 3',
          'src/a.test.mjs:3',
        ],
        [
          'runtime_error',
          'src/a.test.mjs > throws',
          "TypeError: Cannot read properties of null (reading 'foo')",
          'src/a.mjs:12',
        ],
        ['timeout', 'src/a.test.mjs > times out', 'test timed out after 20ms', 'src/a.test.mjs:7'],
      ],
    );
    assert.equal(failures[1]?.excerpt, 'at src/a.mjs:12\nat src/a.test.mjs:6');
  });

  it('are named by the path when a whole file failed', () => {
    const failures = parseNodeTest(
      "✖ failing tests:\n\ntest at j.test.mjs:1:1\n✖ /workspace/j.test.mjs (112.376508ms)\n  'test failed'".split(
        '\n',
      ),
    );

    assert.deepEqual([failures[0]?.name, failures[0]?.message], ['j.test.mjs', 'test failed']);
  });
});

// As Node prints it; its own word for a failure that is expected is TODO.
const tap = `TAP version 13
# Subtest: adds
not ok 1 - adds
  ---
  duration_ms: 2.923772
  type: 'test'
  location: '/workspace/a.test.mjs:3:1'
  failureType: 'testCodeFailure'
  error: |-
    Expected values to be strictly equal:
    
    2 !== 3
    
  code: 'ERR_ASSERTION'
  name: 'AssertionError'
  expected: 3
  actual: 2
  stack: |-
    add (file:///workspace/add.mjs:2:29)
    TestContext.<anonymous> (file:///workspace/a.test.mjs:3:29)
  ...
# Subtest: outer
    # Subtest: inner
    not ok 1 - inner
      ---
      location: '/workspace/a.test.mjs:5:3'
      failureType: 'testCodeFailure'
      error: "Cannot read properties of null (reading 'foo')"
      code: 'ERR_TEST_FAILURE'
      name: 'TypeError'
      ...
    # Subtest: later
    not ok 2 - later # TODO some day
      ---
      failureType: 'testCodeFailure'
      ...
    1..2
not ok 2 - outer
  ---
  location: '/workspace/a.test.mjs:4:1'
  failureType: 'subtestsFailed'
  error: '1 subtest failed'
  ...
1..2`;

describe('failed points of TAP', () => {
  it('carry the path of their subtests, and leave the parents out', () => {
    const failures = parseTap(tap.split('\n'));

    assert.deepEqual(failures, [
      {
        kind: 'logic_error',
        name: 'a.test.mjs > adds',
        message: 'AssertionError: Expected values to be strictly equal:\n2 !== 3',
        path: 'add.mjs',
        line: 2,
      },
      {
        kind: 'runtime_error',
        name: 'a.test.mjs > outer > inner',
        message: "TypeError: Cannot read properties of null (reading 'foo')",
        path: 'a.test.mjs',
        line: 5,
      },
    ]);
  });

  it('are read from other producers, which give less', () => {
    const failures = parseTap(
      'TAP version 13\nok 1 - fine\nnot ok 2 should \\# be equal\n  ---\n    operator: equal\n  ...\n1..2'.split(
        '\n',
      ),
    );

    assert.deepEqual(failures, [
      {
        kind: 'runtime_error',
        name: 'should # be equal',
        message: 'It failed; the report does not say why.',
      },
    ]);
  });

  it('are not looked for in output that is no report', () => {
    assert.deepEqual(parseTap(['not ok with this']), []);
  });
});
