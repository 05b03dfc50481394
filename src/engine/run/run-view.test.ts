import assert from 'node:assert/strict';
import { createPhaseBench } from '../../../test/fakes/phase-bench.ts';
import { solveWorkflow } from '../../../test/fakes/run-harness.ts';
import { openSampleCall, sampleCall, sampleOutcome } from '../../../test/fakes/sample-call.ts';
import { noDecisions, type PendingDecision } from '../change/review/decisions.ts';
import { linkPhases } from '../workflow/link-phases.ts';
import type { PhaseStay } from './phase-log.ts';
import type { RunContext } from './run-context.ts';
import { type RunView, runFinished, viewRun } from './run-view.ts';

const bench = createPhaseBench({ files: { 'a.py': 'old\n' } });
const { store } = bench.services;
const linked = linkPhases(solveWorkflow());

interface Sight {
  readonly state: string;
  readonly stays?: readonly PhaseStay[];
  readonly context?: Partial<RunContext>;
}

function view({ state, stays = [], context }: Sight): RunView {
  return viewRun({ linked, state, stays, now: 100, context: bench.context(context) }, store);
}

function stay(phase: string, changes: Partial<PhaseStay> = {}): PhaseStay {
  return { phase, visit: 1, startedAt: 10, durationMs: 5, outcome: 'done', ...changes };
}

const statuses = ({ phases }: RunView) => phases.map(({ id, status }) => `${id} ${status}`);
const phase = ({ phases }: RunView, wanted: string) => phases.find(({ id }) => id === wanted);

describe('the view of a run', () => {
  it('shows where the run is among its phases', () => {
    const active = { durationMs: null, outcome: null };

    assert.deepEqual(
      statuses(view({ state: 'execute', stays: [stay('prepare'), stay('code'), stay('execute', active)] })),
      [
        'prepare done',
        'plan skipped',
        'code done',
        'execute active',
        'review pending',
        'repair pending',
        'decide pending',
        'apply pending',
      ],
    );
  });

  it('shows what a completed run had no need of', () => {
    const stays = ['prepare', 'code', 'execute', 'decide'].map(each => stay(each));

    assert.deepEqual(
      statuses(view({ state: 'completed', stays })).filter(each => !each.endsWith('done')),
      ['plan skipped', 'review skipped', 'repair skipped', 'apply skipped'],
    );
  });

  it('counts a visit once, however often a process died in it, and all of its time', () => {
    const stays = [
      stay('code', { outcome: 'cancelled' }),
      stay('code', { durationMs: 7 }),
      stay('execute'),
      stay('code', { visit: 2, startedAt: 90, durationMs: null, outcome: null }),
    ];

    const code = phase(view({ state: 'code', stays }), 'code');

    assert.equal(code?.visits, 2);
    assert.equal(code?.durationMs, 22);
    assert.equal(code?.status, 'active');
  });

  for (const [state, expected] of [
    ['code', { outcome: null, awaiting: null }],
    ['decide', { outcome: null, awaiting: 'decision' }],
    ['paused', { outcome: 'paused', awaiting: 'resume' }],
    ['cancelling', { outcome: null, awaiting: null }],
    ['cancelled', { outcome: 'cancelled', awaiting: null }],
    ['failed', { outcome: 'failed', awaiting: null }],
  ] as const) {
    it(`says how a run in '${state}' stands`, () => {
      const { outcome, awaiting } = view({ state });
      assert.deepEqual({ outcome, awaiting }, expected);
    });
  }

  it('shows the proposed changes in words', () => {
    const changeSet = bench.changeSet({ 'a.py': 'new\n', 'b.py': 'b\n' });

    assert.deepEqual(view({ state: 'decide', context: { changeSet } }).changes, [
      { path: 'a.py', kind: 'edited', added: 1, removed: 1 },
      { path: 'b.py', kind: 'created', added: 1, removed: 0 },
    ]);
  });

  it('adds up calls by phase, at their worst while they are open, and never takes an unknown price for zero', () => {
    const outcome = sampleOutcome({ costUsd: 0.1 });
    openSampleCall(store, sampleCall({ callId: '1' }));
    store.settleCall('r1', '1', outcome);
    openSampleCall(store, sampleCall({ callId: '2', phase: 'review', worstCaseUsd: 0.2 }));

    const known = view({ state: 'review' });
    assert.equal(known.costUsd, 0.3);
    assert.equal(known.usage.modelCalls, 2);
    assert.equal(phase(known, 'code')?.costUsd, 0.1);
    assert.equal(phase(known, 'review')?.usage.inputTokens, 0);

    openSampleCall(store, sampleCall({ callId: '3', phase: 'review', worstCaseUsd: null }));
    const unknown = view({ state: 'review' });
    assert.equal(unknown.costUsd, null);
    assert.equal(phase(unknown, 'code')?.costUsd, 0.1);
  });
});

describe('the closing event', () => {
  it('names as applied only what was written', () => {
    const accepted = ['a.py'];
    const applied = view({ state: 'completed', stays: [stay('apply')], context: { accepted } });
    const pending: PendingDecision = {
      verdicts: {},
      edits: {},
      accepted,
      onConflict: 'refuse',
      writes: true,
      isOpen: false,
    };
    const stale = view({
      state: 'decide',
      stays: [stay('apply', { outcome: 'failed' })],
      context: { decisions: { ...noDecisions, pending } },
    });

    assert.deepEqual(runFinished(applied).applied, ['a.py']);
    assert.equal(runFinished(applied).outcome, 'completed');
    assert.deepEqual(runFinished(stale).applied, []);
    assert.equal(runFinished(stale).outcome, 'paused');
  });
});
