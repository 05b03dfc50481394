import assert from 'node:assert/strict';
import pc from 'picocolors';
import { sampleOutcome } from '../../../test/fakes/sample-call.ts';
import { noDecisions } from '../../engine/change/review/decisions.ts';
import type { ModelCallRecord } from '../../engine/ports/run-store.ts';
import type { PhaseView, RunView } from '../../engine/run/run-view.ts';
import { runReport } from './run-report.ts';

const usage = {
  modelCalls: 1,
  inputTokens: 900,
  cacheReadTokens: 100,
  cacheWriteTokens: 0,
  outputTokens: 50,
  reasoningTokens: 0,
};
const noUsage = {
  modelCalls: 0,
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

function phase(id: string, changes: Partial<PhaseView> = {}): PhaseView {
  return {
    id,
    kind: 'code',
    status: 'done',
    visits: 1,
    durationMs: 1500,
    usage: noUsage,
    costUsd: 0,
    ...changes,
  };
}

const call: ModelCallRecord = {
  runId: 'abc',
  callId: 'c1',
  phase: 'code',
  attempt: 1,
  agent: 'coder',
  model: 'openai/x',
  startedAt: 0,
  worstCaseUsd: 1,
  counted: { costUsd: 0.0123, tokens: 0 },
  outcome: sampleOutcome({ ...usage, costUsd: 0.0123 }),
};

const green: RunView = {
  runId: 'abc',
  task: 'Fix it',
  workflow: 'solve',
  state: 'completed',
  outcome: 'completed',
  awaiting: null,
  complexity: { score: 0, tier: 'simple', signals: [], judge: 'heuristics' },
  check: null,
  symptoms: null,
  reproduction: null,
  plan: null,
  phases: [
    phase('prepare', { kind: 'prepare', durationMs: 20 }),
    phase('plan', { kind: 'plan', visits: 0, durationMs: 0, status: 'skipped' }),
    phase('code', { usage, costUsd: 0.0123 }),
    phase('execute', { kind: 'execute', visits: 2 }),
    phase('decide', { kind: 'decide', durationMs: 60_000 }),
  ],
  attempts: [
    {
      number: 1,
      changeSet: 'sha256:0',
      command: 'npm test',
      backend: 'docker',
      verdict: { kind: 'passed' },
      exitCode: 0,
      durationMs: 400,
      output: 'sha256:1',
    },
  ],
  repairs: 0,
  review: null,
  summary: null,
  changeSet: { files: {}, hash: 'sha256:0' },
  changes: [
    { path: 'a.ts', kind: 'edited', added: 2, removed: 1 },
    { path: 'b.ts', kind: 'moved', from: 'c.ts', added: 0, removed: 0 },
  ],
  findings: [],
  decisions: noDecisions,
  accepted: ['a.ts', 'b.ts'],
  usage,
  costUsd: 0.0123,
  failure: null,
};

function report(view: RunView, calls: readonly ModelCallRecord[] = [call]): string {
  return runReport({ view, calls, patchFile: null, diff: '', program: 'codeforge' }, pc.createColors(false));
}

describe('the report of a run', () => {
  it('tells verdict and evidence, changes, what it took, and what to do next', () => {
    assert.equal(
      report(green),
      `
✔ Solved: the check passed on exactly these changes. All of them are applied.
npm test · a Docker container · 1 attempt, 0 repairs

Changes
  edited   a.ts         +2 −1
  moved    c.ts → b.ts  +0 −0

What it took
  Phase        Time  Calls  Tokens in  cached  Tokens out    Cost
  prepare     20 ms
  code        1.5 s      1       1.0k     100          50  $0.012
  execute ×2  1.5 s
  total       3.0 s      1       1.0k     100          50  $0.012

The cost is computed from the price table of 2026-10-27.

Next
  codeforge history abc  everything about this run
`,
    );
  });

  it('says that hunks were left out of files that are applied', () => {
    const decisions = { ...noDecisions, verdicts: { one: 'accepted', two: 'rejected' } } as const;
    assert.match(report({ ...green, decisions }), /applied without the hunks that were rejected\./u);
  });

  it('says how to take what was not applied', () => {
    const text = report({ ...green, accepted: ['a.ts'] });

    assert.match(text, /1 of 2 files applied\./u);
    assert.match(text, /codeforge history abc --diff \| git apply/u);
  });

  it('says how to go on where the run waits', () => {
    const failure = {
      code: 'provider.unreachable',
      message: 'Nobody answers. Try later.',
      retryable: true,
    } as const;
    const paused = report({ ...green, outcome: 'paused', state: 'paused', awaiting: 'resume', failure });
    const undecided = report({
      ...green,
      outcome: null,
      state: 'decide',
      awaiting: 'decision',
      accepted: null,
    });

    assert.match(paused, /▲ Paused\. Nobody answers\. Try later\.[\s\S]*codeforge resume abc/u);
    assert.match(undecided, /They wait for your decision\.[\s\S]*codeforge resume abc/u);
  });

  it('says of a bug that it is one', () => {
    const failure = { code: 'bug', message: 'TypeError: x\n    at y', retryable: false } as const;

    assert.match(
      report({ ...green, outcome: 'failed', state: 'failed', failure }),
      /This is a bug in CodeForge\. Please report/u,
    );
  });

  it('never passes figures off as more than they are', () => {
    const as = (outcome: Partial<NonNullable<ModelCallRecord['outcome']>>) =>
      report(green, [{ ...call, outcome: call.outcome && { ...call.outcome, ...outcome } }]);

    assert.match(as({ provenance: 'replayed' }), /no model was asked, nothing was paid/u);
    assert.match(as({ provenance: 'estimated' }), /Some tokens are estimated/u);
    assert.doesNotMatch(as({ provenance: 'estimated', inputTokens: 0, outputTokens: 0 }), /estimated/u);
    assert.match(as({ costUsd: null }), /The cost is unknown/u);
    assert.match(report(green, [{ ...call, outcome: null }]), /counts with the most it can have cost/u);
  });

  it('shows nothing that a file name could do to a terminal', () => {
    const text = report({
      ...green,
      changes: [{ path: 'a\u001b[2Jb.ts', kind: 'created', added: 1, removed: 0 }],
    });

    assert.ok(!text.includes('\u001b'));
    assert.match(text, /created {2}ab\.ts/u);
  });
});
