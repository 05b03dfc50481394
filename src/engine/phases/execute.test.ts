import assert from 'node:assert/strict';
import type { FakeProgram } from '../../../test/fakes/fake-sandbox.ts';
import { createPhaseBench, type PhaseBench } from '../../../test/fakes/phase-bench.ts';
import { decodeText } from '../change/text-content.ts';
import type { Check } from '../check/check.ts';
import type { Attempt, RunContext } from '../run/run-context.ts';

const check: Check = { command: 'pytest -q', source: 'workspace', language: 'python', protectedPaths: [] };
const files = { 'a.py': 'x = 1\n', 'test_a.py': '' };

/** Red unless `a.py` says `x = 2`; each red run says what it saw. */
const wantsTwo: FakeProgram = (_, sandboxFiles) => {
  const text = sandboxFiles.get('a.py') ?? '';
  return text === 'x = 2\n' ? {} : { exitCode: 1, stderr: `AssertionError: ${text}`, stdout: 'ran\n' };
};

const open = (program: FakeProgram = wantsTwo): PhaseBench => createPhaseBench({ files, program });

function asked(bench: PhaseBench, softCheck: RunContext['request']['softCheck']): RunContext['request'] {
  return { ...bench.request('Fix a.py'), softCheck };
}

function lastOf(patch: Partial<RunContext>): Attempt {
  const attempt = patch.attempts?.at(-1);
  assert.ok(attempt);
  return attempt;
}

describe('the phase that executes the check', () => {
  it('binds a green attempt to exactly the change set that ran', async () => {
    const bench = open();
    const changeSet = bench.changeSet({ 'a.py': 'x = 2\n' });

    const patch = await bench.work('execute', { check, changeSet });

    const attempt = lastOf(patch);
    assert.deepEqual(attempt.verdict, { kind: 'passed' });
    assert.equal(attempt.changeSet, changeSet.hash);
    assert.equal(attempt.number, 1);
    assert.equal(patch.baseline, null);
    assert.deepEqual(bench.sandboxes.commands, ['pytest -q']);
    assert.equal(bench.sandboxes.alive(), 0);
  });

  it('tells of the attempt as it runs and as it ended', async () => {
    const bench = open();

    await bench.work('execute', { check, changeSet: bench.changeSet({ 'a.py': 'x = 3\n' }) });

    assert.deepEqual(
      bench.events.map(({ type }) => type),
      ['attempt.started', 'terminal.chunk', 'attempt.finished'],
    );
    const [, , finished] = bench.events;
    assert.ok(finished?.type === 'attempt.finished');
    assert.equal(finished.verdict, 'failed');
    assert.match(finished.headline, /AssertionError/u);
  });

  it('asks the untouched workspace too once the check is red, and only once', async () => {
    const bench = open();
    const first = await bench.work('execute', { check, changeSet: bench.changeSet({ 'a.py': 'x = 3\n' }) });
    assert.equal(bench.sandboxes.commands.length, 2);
    assert.equal(first.baseline?.exitCode, 1);

    const second = await bench.work('execute', {
      ...first,
      changeSet: bench.changeSet({ 'a.py': 'x = 4\n' }),
    });

    assert.equal(bench.sandboxes.commands.length, 3);
    assert.deepEqual(second.baseline, first.baseline);
    assert.equal(second.attempts?.length, 2);
  });

  it('asks no untouched workspace about a check that came with the change', async () => {
    const bench = open();

    const patch = await bench.work('execute', {
      check: { ...check, source: 'agent' },
      changeSet: bench.changeSet({ 'a.py': 'x = 3\n' }),
    });

    assert.equal(patch.baseline, null);
    assert.equal(bench.sandboxes.commands.length, 1);
  });

  it('keeps the whole output and a digest for the agents', async () => {
    const bench = open();
    const { contents } = bench.services.store;

    const attempt = lastOf(
      await bench.work('execute', { check, changeSet: bench.changeSet({ 'a.py': '?' }) }),
    );

    assert.deepEqual(JSON.parse(decodeText(contents.get(attempt.output)) ?? ''), {
      stdout: 'ran\n',
      stderr: 'AssertionError: ?',
      peakMemoryMb: null,
    });
    assert.ok(attempt.verdict.kind === 'failed');
    assert.match(decodeText(contents.get(attempt.verdict.digest)) ?? '', /AssertionError/u);
  });

  it('runs the changed file where nothing else says what green means, and says so', async () => {
    const bench = open();

    const patch = await bench.work('execute', {
      changeSet: bench.changeSet({ 'new.py': 'print(1)\n', 'a.py': 'x = 2\n' }),
    });

    assert.equal(patch.check?.source, 'entry-file');
    const [chosen] = bench.events;
    assert.ok(chosen?.type === 'check.chosen');
    assert.equal(chosen.command, patch.check?.command);
  });

  it('says what to do where nothing can be run', async () => {
    const bench = open();

    await assert.rejects(bench.work('execute', { changeSet: bench.changeSet({ 'README.md': 'x' }) }), {
      code: 'check.missing',
      message: /--check/u,
    });
    assert.deepEqual(bench.sandboxes.commands, []);
  });

  it('says so when the sandbox cannot run such a command at all', async () => {
    const bench = open(() => ({
      exitCode: 127,
      unsupported: 'There is no cargo here. Use the Docker sandbox.',
    }));

    await assert.rejects(bench.work('execute', { check, changeSet: bench.changeSet({ 'a.py': '' }) }), {
      code: 'sandbox.unsupported',
      message: "The check 'pytest -q' cannot run here. There is no cargo here. Use the Docker sandbox.",
    });
  });

  it('tells what in the change is worth a look, once, and runs it all the same', async () => {
    const bench = open();
    const changeSet = bench.changeSet({ 'a.py': 'import os\nos.remove("b")\n' });

    const first = await bench.work('execute', { check, changeSet });
    await bench.work('execute', { check, changeSet, findings: first.findings ?? [] });

    assert.deepEqual(first.findings, [
      {
        path: 'a.py',
        line: 2,
        kind: 'deletion',
        what: 'os.remove',
        sentence: 'a.py:2 deletes files: os.remove.',
      },
    ]);
    const warnings = bench.events.filter(({ type }) => type === 'softcheck.warned');
    assert.deepEqual(warnings, [{ type: 'softcheck.warned', phase: 'execute', findings: first.findings }]);
    assert.equal(bench.sandboxes.commands.length > 0, true);
  });

  it('looks at nothing where the soft check is off', async () => {
    const bench = open();
    const changeSet = bench.changeSet({ 'a.py': 'import os\nos.remove("b")\n' });

    const patch = await bench.work('execute', { check, changeSet, request: asked(bench, 'off') });

    assert.deepEqual(patch.findings, []);
  });

  it('does not run a change with findings where they are blocked, and says which and why', async () => {
    const bench = open();
    const changeSet = bench.changeSet({ 'a.py': 'import os\nos.remove("b")\neval("1")\n' });

    await assert.rejects(bench.work('execute', { check, changeSet, request: asked(bench, 'block') }), {
      code: 'change.blocked',
      message:
        /^The change was not run: a\.py:2 deletes files: os\.remove\. There is more of the kind: 1\. .*--soft-check.*codeforge\.sandbox\.softCheck/u,
    });
    assert.deepEqual(bench.sandboxes.commands, []);
  });

  for (const [what, ending] of [
    ['timed out', { exitCode: 0, timedOut: true }],
    ['ran out of memory', { exitCode: 0, outOfMemory: true }],
    ['never said how it ended', { exitCode: null }],
  ] as const) {
    it(`takes a check that ${what} for red`, async () => {
      const bench = open(() => ending);

      const patch = await bench.work('execute', { check, changeSet: bench.changeSet({ 'a.py': '' }) });

      const { verdict } = lastOf(patch);
      assert.ok(verdict.kind === 'failed');
      assert.notEqual(verdict.headline, '');
      assert.notEqual(patch.baseline, null);
    });
  }

  it('waits, instead of repairing, when nothing but packages that nobody has installed is in the way', async () => {
    const program: FakeProgram = () => ({ exitCode: 1, stderr: missingRequests });
    const bench = createPhaseBench({ files: { ...files, 'requirements.txt': 'requests\n' }, program });

    await assert.rejects(
      bench.work('execute', { check, changeSet: bench.changeSet({ 'a.py': 'x = 3\n' }) }),
      { code: 'sandbox.packages-missing', retryable: true, message: /package requests is not installed/u },
    );
    assert.equal(bench.sandboxes.alive(), 0);
  });
});

const missingRequests = `Traceback (most recent call last):
  File "/workspace/a.py", line 1, in <module>
    import requests
ModuleNotFoundError: No module named 'requests'
`;
