import assert from 'node:assert/strict';
import { createFakeDiagnostics, trailingCommaServer } from '../../../test/fakes/fake-diagnostics.ts';
import { createRunHarness, type HarnessParts, type RunHarness } from '../../../test/fakes/run-harness.ts';
import type { ScriptedAnswer } from '../../../test/fakes/scripted-model.ts';
import type { Diagnostics } from '../ports/diagnostics.ts';
import type { Symptoms, TargetDiagnostic } from '../symptoms/symptoms.ts';
import { createRun } from './run-session.ts';
import type { RunView } from './run-view.ts';

const range = { startLine: 1, startCharacter: 9, endLine: 1, endCharacter: 10 };
const comma: TargetDiagnostic = {
  ...{ path: 'data.json', message: 'Trailing comma', severity: 'error', source: 'json', code: '519', range },
  related: [],
  symbol: null,
};
const nothing: Symptoms = { targets: [], others: [], output: null, command: null };
const files = { 'data.json': '{ "a": 1, }\n' };

const edit = (search: string, replace: string) =>
  ['edit_file', { path: 'data.json', search, replace }] as const;
const work = ['submit_work', { summary: 'done' }] as const;
const review = [
  'submit_review',
  { rootCause: 'r', errorType: 'syntax_error', fixDescription: 'f', confidence: 0.9, changesMade: '' },
] as const;
const mending: ScriptedAnswer = { calls: [edit('1, }', '1 }'), work] };

function open(parts: Partial<HarnessParts> = {}, isEditor = true): RunHarness {
  const diagnostics = createFakeDiagnostics(() => harness.ports.store.contents, trailingCommaServer);
  const harness: RunHarness = createRunHarness({
    ...{ files, program: () => ({}), answers: [mending], workflow: 'fix' },
    ...(isEditor && { diagnostics }),
    ...parts,
  });
  return harness;
}

async function fix(harness: RunHarness, symptoms: Partial<Symptoms>): Promise<RunView> {
  const request = harness.request('Fix it', { symptoms: { ...nothing, ...symptoms } });
  const session = createRun(harness.ports, { runId: 'r1', request, workflow: harness.workflow });
  session.start();
  return session.settled();
}

const sent = ({ models }: RunHarness, index: number) =>
  JSON.stringify(models.requests[index]?.request.messages);

describe('a run of the workflow fix', () => {
  it('is decided by the language servers alone where there is no check, and runs nothing', async () => {
    const harness = open();
    const view = await fix(harness, { targets: [comma] });

    assert.equal(view.awaiting, 'decision');
    const [attempt] = view.attempts;
    assert.equal(attempt?.backend, 'editor');
    assert.equal(attempt?.changeSet, view.changeSet.hash);
    assert.deepEqual(attempt?.diagnostics, { targets: 1, remaining: [], added: [], silenced: [] });
    assert.equal(view.check?.source, 'editor');
    assert.deepEqual(harness.sandboxes.commands, []);
    assert.match(sent(harness, 0), /Trailing comma/u);
    assert.match(sent(harness, 0), /language servers will look at your change/u);
  });

  it('goes on repairing while the problem is there, and tells the reviewer so', async () => {
    const harness = open({
      answers: [{ calls: [edit('1, }', '2, }'), work] }, { calls: [edit('2, }', '2 }'), review] }],
    });
    const view = await fix(harness, { targets: [comma] });

    assert.deepEqual(
      view.attempts.map(({ verdict }) => verdict.kind),
      ['failed', 'passed'],
    );
    assert.match(sent(harness, 1), /still there: json\(519\) Trailing comma/u);
  });

  it('takes no change that brings a new problem', async () => {
    const harness = open({
      files: { ...files, 'b.json': '{}\n' },
      answers: [
        { calls: [edit('1, }', '1 }'), ['write_file', { path: 'c.json', content: '{ "x": 1, }\n' }], work] },
        { calls: [['delete_file', { path: 'c.json' }], review] },
      ],
    });
    const view = await fix(harness, { targets: [comma] });

    const [first] = view.attempts;
    assert.ok(first?.verdict.kind === 'failed');
    assert.match(first.verdict.headline, /new: json\(519\) Trailing comma/u);
    assert.equal(view.awaiting, 'decision');
  });

  it('takes no change that only hides the problem', async () => {
    const hiding = '{ "a": 1 } // eslint-disable-line\n';
    const harness = open({
      answers: [
        { calls: [edit('{ "a": 1, }\n', hiding), work] },
        { calls: [edit(' // eslint-disable-line', ''), review] },
      ],
    });
    const view = await fix(harness, { targets: [comma] });

    const [first] = view.attempts;
    assert.ok(first?.verdict.kind === 'failed');
    assert.match(first.verdict.headline, /hidden, not fixed: eslint-disable-line/u);
    assert.equal(view.attempts.length, 2);
  });

  it('wants the check green too where there is one', async () => {
    const test = { 'test_a.py': 'import unittest\n' };
    const program: HarnessParts['program'] = (_, seen) =>
      seen.get('data.json')?.includes('2') ? {} : { exitCode: 1, stderr: 'AssertionError: 1\n' };
    const harness = open({
      ...{ files: { ...files, ...test }, program },
      answers: [mending, { calls: [edit('1 }', '2 }'), review] }],
    });
    const view = await fix(harness, { targets: [comma] });

    assert.equal(view.check?.source, 'workspace');
    assert.deepEqual(
      view.attempts.map(({ verdict }) => verdict.kind),
      ['failed', 'passed'],
    );
    assert.deepEqual(view.attempts[0]?.diagnostics?.remaining, []);
  });

  it('lets no agent write the settings by which a server can be told to look away', async () => {
    const settings = ['write_file', { path: 'tsconfig.json', content: '{}' }] as const;
    const harness = open({
      files: { ...files, 'tsconfig.json': '{ "strict": true }\n' },
      answers: [{ calls: [settings] }, mending],
    });
    const view = await fix(harness, { targets: [comma] });
    assert.deepEqual(
      view.changes.map(({ path }) => path),
      ['data.json'],
    );
  });

  it('asks the agent for a check where no server shows the problem in a copy, and says why', async () => {
    const answer: ScriptedAnswer = {
      calls: [edit('1, }', '1 }'), ['submit_work', { summary: 'done', checkCommand: 'node check.mjs' }]],
    };
    const harness = open({ answers: [answer] }, false);
    const view = await fix(harness, { targets: [comma] });

    assert.equal(view.check?.source, 'agent');
    assert.equal(view.reproduction?.diagnostics, 'not-shown');
    assert.match(view.reproduction?.note ?? '', /no editor here/u);
    assert.equal(view.attempts[0]?.diagnostics, undefined);
  });

  it('waits, and can be resumed, when the servers fall silent over the change', async () => {
    let isSilent = false;
    const harness = open({
      diagnostics: {
        async inspect(subject, signal) {
          if (isSilent) return { kind: 'unable', reason: 'They are asleep.' };
          isSilent = true;
          return servers.inspect(subject, signal);
        },
      },
    });
    const servers: Diagnostics = createFakeDiagnostics(
      () => harness.ports.store.contents,
      trailingCommaServer,
    );
    const view = await fix(harness, { targets: [comma] });

    assert.equal(view.outcome, 'paused');
    assert.match(view.failure?.message ?? '', /^They are asleep\. Resume the run/u);
  });

  it('makes the command that fails its check, and succeeds with it', async () => {
    const program: HarnessParts['program'] = (_, seen) =>
      seen.get('data.json')?.includes(', }') ? { exitCode: 1, stderr: 'SyntaxError: comma\n' } : {};
    const harness = open({ program });
    const view = await fix(harness, { command: 'node read.mjs data.json' });

    assert.equal(view.awaiting, 'decision');
    assert.deepEqual(harness.sandboxes.commands, ['node read.mjs data.json', 'node read.mjs data.json']);
    assert.equal(view.check?.source, 'symptom');
    assert.match(sent(harness, 0), /fails in the sandbox too[\s\S]*SyntaxError: comma/u);
  });

  it('runs the workspace’s own check behind the command that failed', async () => {
    const program: HarnessParts['program'] = (_, seen) =>
      seen.get('data.json')?.includes(', }') ? { exitCode: 1, stderr: 'SyntaxError: comma\n' } : {};
    const harness = open({ files: { ...files, 'test_a.py': 'import unittest\n' }, program });
    const view = await fix(harness, { command: 'node read.mjs' });
    assert.equal(view.check?.command, 'node read.mjs && python -m unittest discover');
  });

  it('asks no model about a command that succeeds already', async () => {
    const harness = open();
    const view = await fix(harness, { command: 'node read.mjs' });

    assert.equal(view.outcome, 'completed');
    assert.equal(harness.models.requests.length, 0);
    assert.deepEqual(
      view.attempts.map(({ verdict }) => verdict.kind),
      ['passed'],
    );
    assert.deepEqual(view.changes, []);
  });
});
