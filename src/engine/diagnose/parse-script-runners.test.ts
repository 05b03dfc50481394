import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseDenoTest } from './parse-deno-test.ts';
import { parseJest } from './parse-jest.ts';
import { parseMocha } from './parse-mocha.ts';
import { parseVitest } from './parse-vitest.ts';

describe('failures of deno test', () => {
  it('are read from the section of errors', () => {
    const failures = parseDenoTest(
      `running 4 tests from ./k_test.ts
adds numbers ... FAILED (14ms)
fine ... ok (92µs)

 ERRORS 

adds numbers => ./k_test.ts:2:6
error: AssertionError: Expected values to be strictly equal:

2 !== 3

Deno.test("adds numbers", () => { assert.equal(1 + 1, 3); });
                                         ^
    at file:///workspace/k_test.ts:2:42

steps ... one => ./k_test.ts:4:43
error: TypeError: boom
Deno.test("steps", async (t) => { await t.step("one", () => { throw new TypeError("boom"); }); });
                                                                    ^
    at fail (file:///workspace/src/lib.ts:7:69)
    at innerWrapped (ext:cli/40_test.js:300:11)
    at file:///workspace/k_test.ts:4:43

 FAILURES 

adds numbers => ./k_test.ts:2:6
steps ... one => ./k_test.ts:4:43

FAILED | 1 passed | 2 failed (1 step) (24ms)

error: Test failed`.split('\n'),
    );

    assert.deepEqual(
      failures.map(({ kind, name, message, path, line }) => [kind, name, message, `${path}:${line}`]),
      [
        [
          'logic_error',
          'k_test.ts > adds numbers',
          'AssertionError: Expected values to be strictly equal:\n2 !== 3',
          'k_test.ts:2',
        ],
        ['runtime_error', 'k_test.ts > steps > one', 'TypeError: boom', 'src/lib.ts:7'],
      ],
    );
  });
});

describe('failures of Mocha', () => {
  const output = `
  Math
    add
      1) adds
      ✔ fine
    2) slow
    hooked
      3) "before each" hook for "x"


  1 passing (36ms)
  3 failing

  1) Math
       add
         adds:

      AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:

2 !== 3

      + expected - actual

      -2
      +3
      
      at Context.<anonymous> (m.test.cjs:3:28)
      at process.processImmediate (node:internal/timers:574:21)

  2) Math
       slow:
     Error: Timeout of 20ms exceeded. For async tests and hooks, ensure "done()" is called
      at listOnTimeout (node:internal/timers:685:17)

  3) Math
       hooked
         "before each" hook for "x":
     Error: hook failed
      at Context.<anonymous> (m.test.cjs:9:54)
`;

  it('have the path of their titles, and tell timeouts and hooks apart', () => {
    const failures = parseMocha(output.split('\n'));

    assert.deepEqual(
      failures.map(({ kind, name, message, line }) => [kind, name, message, line]),
      [
        [
          'logic_error',
          'Math > add > adds',
          'AssertionError: Expected values to be strictly equal:\n2 !== 3',
          3,
        ],
        [
          'timeout',
          'Math > slow',
          'Error: Timeout of 20ms exceeded. For async tests and hooks, ensure "done()" is called',
          undefined,
        ],
        ['test_error', 'Math > hooked > "before each" hook for "x"', 'Error: hook failed', 9],
      ],
    );
    assert.equal(failures[0]?.excerpt, '-2\n+3\nat m.test.cjs:3');
  });
});

describe('failures of Jest', () => {
  const output = `FAIL src/sum.test.js (5.2 s)
  Math
    ✕ adds (3 ms)
    ✓ ok

  ● Console

    console.log
      hello

  ● Math › adds

    expect(received).toBe(expected) // Object.is equality

    Expected: 4
    Received: 3

      3 | describe('Math', () => {
    > 5 |     expect(sum(1, 2)).toBe(4);
        |                       ^
      6 |   });

      at Object.toBe (src/sum.test.js:5:23)

FAIL src/broken.test.js
  ● Test suite failed to run

    Cannot find module 'left-pad' from 'src/broken.test.js'

    > 1 | const pad = require('left-pad');
        |             ^

      at Resolver._throwModNotFoundError (node_modules/jest-resolve/build/resolver.js:427:11)
      at Object.require (src/broken.test.js:1:13)

Summary of all failing tests
FAIL src/sum.test.js
  ● Math › adds

    expect(received).toBe(expected) // Object.is equality

Test Suites: 2 failed, 2 total`;

  it('are named by file and titles, once each', () => {
    const failures = parseJest(output.split('\n'));

    assert.deepEqual(
      failures.map(({ kind, name, message, path, line }) => [kind, name, message, `${path}:${line}`]),
      [
        [
          'logic_error',
          'src/sum.test.js > Math > adds',
          'expect(received).toBe(expected) // Object.is equality\nExpected: 4\nReceived: 3',
          'src/sum.test.js:5',
        ],
        [
          'import_error',
          'src/broken.test.js',
          "Cannot find module 'left-pad' from 'src/broken.test.js'",
          'src/broken.test.js:1',
        ],
      ],
    );
    assert.equal(failures[0]?.excerpt, '> 5 |     expect(sum(1, 2)).toBe(4);');
  });
});

describe('failures of Vitest', () => {
  const rule = '⎯'.repeat(20);
  const output = ` ❯ src/sum.test.ts (3 tests | 2 failed) 5ms
   × Math > adds 3ms
     → expected 3 to be 4 // Object.is equality

${rule} Failed Suites 1 ${rule}

 FAIL  src/broken.test.ts [ src/broken.test.ts ]
Error: Failed to load url ./missing (resolved id: ./missing) in /workspace/src/broken.test.ts. Does the file exist?
 ❯ loadAndTransform node_modules/vite/dist/node/chunks/dep.js:51920:17

${rule} Failed Tests 2 ${rule}

 FAIL  src/sum.test.ts > Math > adds
 FAIL  src/sum.test.ts > Math > adds again
AssertionError: expected 3 to be 4 // Object.is equality

- Expected
+ Received

- 4
+ 3

 ❯ src/sum.test.ts:5:23
      3| 
      5|     expect(sum(1, 2)).toBe(4)
       |                       ^
      6|   })

${rule}[1/2]⎯`;

  it('are named as their headings say, also when several share one error', () => {
    const failures = parseVitest(output.split('\n'));

    assert.deepEqual(
      failures.map(({ kind, name, path, line }) => [kind, name, path, line]),
      [
        ['import_error', 'src/broken.test.ts', 'src/broken.test.ts', undefined],
        ['logic_error', 'src/sum.test.ts > Math > adds', 'src/sum.test.ts', 5],
        ['logic_error', 'src/sum.test.ts > Math > adds again', 'src/sum.test.ts', 5],
      ],
    );
    assert.equal(failures[1]?.message, 'AssertionError: expected 3 to be 4 // Object.is equality\n- 4\n+ 3');
    assert.equal(failures[1]?.excerpt, '5|     expect(sum(1, 2)).toBe(4)');
  });
});
