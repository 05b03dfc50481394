import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { clip, clipStart } from './clip.ts';
import type { StructuredFailure } from './diagnosis.ts';
import { digestOf } from './digest.ts';
import { knownCauses } from './known-causes.ts';
import { outputLines } from './output-lines.ts';
import { toWorkPath } from './work-path.ts';

const failing = (name: string, message: string): StructuredFailure => ({
  kind: 'logic_error',
  name,
  message,
  path: 'a.py',
  line: 3,
});

describe('a digest', () => {
  it('lists failures with place, message and excerpt, saying nothing twice', () => {
    const excerpt = '>   assert total == 3\nE   assert 2 == 3';
    const digest = digestOf({
      errorType: 'logic_error',
      failures: [{ ...failing('test_total', 'assert 2 == 3'), excerpt }],
      lines: ['unrelated'],
    });

    assert.equal(
      digest,
      'logic_error, 1 failure.\n1. test_total at a.py:3\n   >   assert total == 3\n   E   assert 2 == 3',
    );
  });

  it('groups failures that say the same', () => {
    const failures = ['x', 'y', 'z'].map(name => failing(name, "No module named 'numpy'"));
    const digest = digestOf({ errorType: 'import_error', failures, lines: [] });

    assert.match(digest, /^1\. x at a\.py:3 \(and 2 more alike\)$/mu);
    assert.equal(digest.match(/numpy/gu)?.length, 1);
    assert.match(digest, /^Known cause: If it is the project's own module/mu);
  });

  it('tells of many failures the first in full and how many more there are', () => {
    const failures = Array.from({ length: 150 }, (_, index) =>
      failing(`test_${index}`, `${'long '.repeat(40)}${index}`),
    );
    const digest = digestOf({ errorType: 'logic_error', failures, lines: [] });
    const told = digest.match(/^\d+\. test_/gmu)?.length ?? 0;

    assert.ok(told >= 5 && digest.length <= 2_000, `${told} told in ${digest.length}`);
    assert.ok(digest.endsWith(`… and ${150 - told} more.`));
  });

  it('ends with the output when no failure has a place', () => {
    const failures: StructuredFailure[] = [{ kind: 'runtime_error', message: 'boom' }];
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
    const digest = digestOf({ errorType: 'runtime_error', failures, lines });

    assert.ok(digest.endsWith('line 498\nline 499'));
    assert.ok(digest.length <= 2_000);
  });

  it('never exceeds 2,000 characters', () => {
    const failure = fc.record({
      kind: fc.constant('logic_error' as const),
      message: fc.string({ maxLength: 600 }),
      excerpt: fc.string({ maxLength: 1_200 }),
      name: fc.string({ maxLength: 300 }),
    });
    fc.assert(
      fc.property(fc.array(failure), fc.array(fc.string({ maxLength: 2_000 })), (failures, lines) => {
        assert.ok(digestOf({ errorType: 'logic_error', failures, lines }).length <= 2_000);
      }),
    );
  });
});

describe('known causes', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["ModuleNotFoundError: No module named 'requests'", /no network to install/u],
    ["Error: Cannot find package 'lodash' imported from /workspace/a.mjs", /no network to install/u],
    ["Error: Cannot find module './missing.mjs'", /A file of the project is not where/u],
    ['SyntaxError: Cannot use import statement outside a module', /ES modules and CommonJS are mixed/u],
    ['TabError: inconsistent use of tabs and spaces in indentation', /Tabs and spaces/u],
    ['Error: getaddrinfo EAI_AGAIN example.org', /sandbox has no network/u],
    ['Error: connect ECONNREFUSED 127.0.0.1:5432', /Nothing listens there/u],
    ["fixture 'db' not found", /fixture that does not exist/u],
    ['RangeError: Maximum call stack size exceeded', /recursion does not end/u],
  ];
  for (const [text, advice] of cases) {
    it(`say what to do about: ${text}`, () => {
      const [first = ''] = knownCauses(text);
      assert.match(first, advice);
      assert.match(first, /\.$/u);
    });
  }

  it('are silent about what is only wrong', () => {
    assert.deepEqual(knownCauses('AssertionError: 1 != 2'), []);
  });
});

describe('clipping', () => {
  it('keeps within the length and cuts no character in half', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 0, max: 30 }),
        (text, length) => {
          for (const clipped of [clip(text, length), clipStart(text, length)]) {
            assert.ok(clipped.length <= length);
            assert.ok(!text.isWellFormed() || clipped.isWellFormed());
          }
          assert.equal(clip(text, text.length), text);
        },
      ),
    );
  });
});

describe('lines of output', () => {
  it('have no colours, links or control characters, and end at every kind of line break', () => {
    assert.deepEqual(
      outputLines(
        '\u001b[1;31mred\u001b[0m\r\n50%\r100%\n\u001b]8;;http://x\u0007link\u001b]8;;\u0007\u0000\tend',
      ),
      ['red', '50%', '100%', 'link\tend'],
    );
  });

  it('keep both ends of what is too long', () => {
    const lines = outputLines(`first\n${'x\n'.repeat(200_000)}last`);

    assert.equal(lines[0], 'first');
    assert.equal(lines.at(-1), 'last');
    assert.ok(lines.length < 130_000);
  });
});

describe('a path in output', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['/workspace/src/a.py', 'src/a.py'],
    ['/tmp/codeforge-x1/workspace/a.py', 'a.py'],
    ['file:///workspace/a.mjs', 'a.mjs'],
    ['/tmp/run-12ab/src/a.ts', 'src/a.ts'],
    ['/private/var/folders/ab/cdef/T/run-1/a.ts', 'a.ts'],
    ['file:///C:/Users/me/AppData/Local/Temp/run-1/src/a.ts', 'src/a.ts'],
    ['/home/pyodide/a.py', 'a.py'],
    ['./src/a.ts', 'src/a.ts'],
    ['src\\a.ts', 'src/a.ts'],
    ['/usr/lib/python3.11/json/decoder.py', undefined],
    ['/workspace/node_modules/x/index.js', undefined],
    ['node:internal/modules/esm/loader', undefined],
    ['ext:cli/40_test.js', undefined],
    ['https://example.org/x.ts', undefined],
    ['<string>', undefined],
    ['/etc/passwd', undefined],
    ['../outside.ts', undefined],
    ['', undefined],
  ];
  for (const [printed, path] of cases) {
    it(`${printed || '(nothing)'} is ${path ?? "none of the project's"}`, () => {
      assert.equal(toWorkPath(printed), path);
    });
  }
});
