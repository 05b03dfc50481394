import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { diagnose } from './diagnose.ts';
import { fingerprint } from './fingerprint.ts';
import { newFailures } from './new-failures.ts';
import { normalizeMessage } from './normalize-message.ts';

function diagnosisOf(stdout: string) {
  return diagnose({ stdout, stderr: '', exitCode: 1, signal: null, timedOut: false, outOfMemory: false });
}

interface Noise {
  readonly line: number;
  readonly ms: number;
  readonly address: number;
  readonly folder: string;
  readonly swapped: boolean;
}

const noise: fc.Arbitrary<Noise> = fc.record({
  line: fc.integer({ min: 1, max: 9_999 }),
  ms: fc.integer({ min: 0, max: 99_999 }),
  address: fc.integer({ min: 1, max: 0x7fffffff }),
  folder: fc.stringMatching(/^[a-z0-9]{4,12}$/u),
  swapped: fc.boolean(),
});

/** The same failing run as four tools would print it, with everything that changes by itself. */
const reports: readonly ((noise: Noise) => string)[] = [
  ({ line, address, folder, swapped }) => `Traceback (most recent call last):
  File "/tmp/${folder}/main.py", line ${line}, in <module>
    run()
ValueError: <Thing at 0x${address.toString(16)}> not in ${swapped ? "{'a', 'b'}" : "{'b', 'a'}"}, see line ${line} of /tmp/${folder}/x`,
  ({ line, ms }) => `✖ failing tests:

test at a.test.mjs:${line}:1
✖ waits (${ms / 1_000}ms)
  Error: gave up after ${ms}ms at 127.0.0.1:${1_024 + line}
      at TestContext.<anonymous> (file:///workspace/a.test.mjs:${line}:29)`,
  ({ line, ms }) => `_________________________________ test_seed _________________________________
>       assert shuffle() == 1
E       AssertionError: with seed=${ms} in ${ms / 100} seconds

test_a.py:${line}: AssertionError
=========================== short test summary info ============================
FAILED test_a.py::test_seed - AssertionError: with seed
======================= 1 failed in ${ms / 100}s =======================`,
  ({ line, ms }) => `everything is lost at step.py:${line}:7 after ${ms} ms`,
];

describe('the fingerprint of a diagnosis', () => {
  for (const [index, report] of reports.entries()) {
    it(`stays when only noise changes (${index + 1})`, () => {
      fc.assert(
        fc.property(noise, noise, (a, b) => {
          assert.equal(fingerprint(diagnosisOf(report(a))), fingerprint(diagnosisOf(report(b))));
          assert.deepEqual(newFailures(diagnosisOf(report(a)), diagnosisOf(report(b))), []);
        }),
      );
    });
  }

  it('changes with the value that a test got', () => {
    const report = (value: number) => `${'='.repeat(20)} short test summary info ${'='.repeat(20)}
FAILED test_a.py::test_x - assert ${value} == 12`;

    assert.notEqual(fingerprint(diagnosisOf(report(10))), fingerprint(diagnosisOf(report(11))));
  });

  it('does not depend on the order in which tests ran', () => {
    const report = (...names: string[]) =>
      `=== short test summary info ===\n${names.map(name => `FAILED a.py::${name} - assert 0`).join('\n')}`;

    assert.equal(fingerprint(diagnosisOf(report('x', 'y'))), fingerprint(diagnosisOf(report('y', 'x'))));
    assert.notEqual(fingerprint(diagnosisOf(report('x', 'y'))), fingerprint(diagnosisOf(report('x'))));
  });
});

describe('new failures', () => {
  const summary = (...lines: string[]) =>
    diagnosisOf(['=== short test summary info ===', ...lines].join('\n'));

  it('are tests that were not red at the base', () => {
    const base = summary('FAILED a.py::old - assert 1 == 2');
    const current = summary('FAILED a.py::old - assert 3 == 4', 'FAILED a.py::fresh - assert 0');

    assert.deepEqual(
      newFailures(current, base).map(failure => failure.name),
      ['a.py::fresh'],
    );
  });

  it('are told by file and message where there is no test', () => {
    const base = diagnosisOf("a.ts(1,2): error TS2304: Cannot find name 'x'.");
    const current = diagnosisOf(
      "a.ts(9,2): error TS2304: Cannot find name 'x'.\nb.ts(1,2): error TS2304: Cannot find name 'x'.",
    );

    assert.deepEqual(
      newFailures(current, base).map(failure => failure.path),
      ['b.ts'],
    );
  });
});

describe('a normalized message', () => {
  it('loses noise and keeps what was compared', () => {
    assert.equal(
      normalizeMessage(
        'expected 3 to be 4 at 2026-11-21T07:31:11.225Z in 1.5s, id 123e4567-e89b-12d3-a456-426614174000',
      ),
      'expected 3 to be 4 at #date in #s, id #id',
    );
  });

  it('is the same when normalized again', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const once = normalizeMessage(text);
        assert.equal(normalizeMessage(once), once);
      }),
    );
  });
});
