import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openSampleCall, sampleCall, sampleOutcome } from '../../test/fakes/sample-call.ts';
import { countedAfter } from '../engine/cost/counted.ts';
import { groupCalls, sumCalls } from '../engine/cost/sum-calls.ts';
import { sumUsd } from '../engine/cost/usd.ts';
import type { ModelCallRecord, RunStore, SpentSums } from '../engine/ports/run-store.ts';
import { newRun } from './sample-run.ts';

/** What the ledger of every run store must do. `open` makes a fresh, empty store. */
export function describeLedger(name: string, open: () => RunStore): void {
  describe(`${name} as a ledger`, () => {
    let store: RunStore;

    beforeEach(() => {
      store = open();
      store.create(newRun('r1'));
    });

    afterEach(() => {
      store.close();
    });

    it('keeps a call open until it is settled', () => {
      const settled = openSampleCall(store, sampleCall());
      const unknown = openSampleCall(store, sampleCall({ callId: 'c2', worstCaseUsd: null }));

      store.settleCall('r1', 'c1', sampleOutcome());

      assert.deepEqual(store.calls('r1'), [
        { ...settled, counted: { costUsd: 0.01, tokens: 135 }, outcome: sampleOutcome() },
        { ...unknown, outcome: null },
      ]);
    });

    it('settles a call once, and only one that was opened', () => {
      openSampleCall(store, sampleCall());
      store.settleCall('r1', 'c1', sampleOutcome());

      assert.throws(
        () => store.settleCall('r1', 'c1', sampleOutcome({ costUsd: 99 })),
        /no open model call c1/u,
      );
      assert.throws(() => store.settleCall('r1', 'c2', sampleOutcome()), /no open model call c2/u);
      assert.throws(() => openSampleCall(store, sampleCall()));
      assert.deepEqual(store.calls('r1')[0]?.outcome, sampleOutcome());
    });

    it('shows what was spent to whoever decides, open calls at their worst', () => {
      openSampleCall(store, sampleCall({ callId: 'old', startedAt: 100 }));
      openSampleCall(store, sampleCall({ callId: 'new', startedAt: 2000 }));
      openSampleCall(store, sampleCall({ runId: 'other', startedAt: 3000 }));
      store.settleCall('r1', 'new', sampleOutcome());
      const seen: SpentSums[] = [];

      store.openCall('r1', { day: 3000, month: 1000 }, sums => {
        seen.push(sums);
        return sampleCall();
      });

      assert.deepEqual(seen, [{ costUsd: 0.51, tokens: 5135, dayUsd: 0.5, monthUsd: 0.51 }]);
    });

    it('leaves nothing of a call that was decided against', () => {
      const refuse = () => {
        throw new Error('too dear');
      };

      assert.throws(() => store.openCall('r1', { day: 0, month: 0 }, refuse), /too dear/u);

      assert.deepEqual(store.calls('r1'), []);
    });

    it('keeps a call that broke off at its worst case, and one that was refused at nothing', () => {
      for (const callId of ['broke', 'refused']) openSampleCall(store, sampleCall({ callId }));
      const nothing = { inputTokens: 0, cacheReadTokens: 0, outputTokens: 0, reasoningTokens: 0, costUsd: 0 };

      store.settleCall('r1', 'broke', sampleOutcome({ provenance: 'estimated' }));
      store.settleCall('r1', 'refused', sampleOutcome({ provenance: 'estimated', ...nothing }));

      assert.deepEqual(
        store.calls('r1').map(({ counted }) => counted),
        [
          { costUsd: 0.5, tokens: 5000 },
          { costUsd: 0, tokens: 0 },
        ],
      );
    });

    it('counts an answer that is given again for nothing against caps, and asks none', () => {
      const free = { worstCaseUsd: 0, counted: { costUsd: 0, tokens: 0 } };
      store.enterCall(sampleCall(free));
      const outcome = sampleOutcome({ provenance: 'replayed' });
      store.settleCall('r1', 'c1', outcome);

      assert.deepEqual(store.calls('r1'), [
        { ...sampleCall(free), counted: { costUsd: 0, tokens: 135 }, outcome },
      ]);
      assert.throws(() => store.enterCall(sampleCall(free)));
    });

    it('lists the calls of all runs since a moment', () => {
      openSampleCall(store, sampleCall({ callId: 'late', startedAt: 30 }));
      openSampleCall(store, sampleCall({ runId: 'route-1', startedAt: 20 }));
      openSampleCall(store, sampleCall({ callId: 'early', startedAt: 10 }));

      assert.deepEqual(
        store.callsSince(20).map(({ callId }) => callId),
        ['c1', 'late'],
      );
    });

    it('adds up the same by call, phase, agent, model, attempt and run, however calls come and go', () => {
      fc.assert(
        fc.property(fc.array(action, { maxLength: 40 }), actions => {
          const fresh = open();
          const billed = play(actions, fresh);
          const calls = fresh.callsSince(0);
          fresh.close();
          assertAgreement(calls);
          const total = sumCalls(calls);
          assert.equal(total.reportedUsd, sumUsd(billed), 'what the providers reported');
          assert.equal(
            sumUsd(calls.map(({ counted }) => counted.costUsd)),
            sumUsd(calls.map(expectedCount)),
            'what counts against caps',
          );
        }),
        { numRuns: 60 },
      );
    }).timeout(30_000);

    it('never lets settled and reserved calls together exceed a cap, however runs interleave', () => {
      fc.assert(
        fc.property(
          fc.array(action, { maxLength: 40 }),
          fc.integer({ min: 0, max: 3_000 }),
          (actions, cents) => {
            const fresh = open();
            play(actions, fresh, cents / 100);
            const counted = sumUsd(fresh.callsSince(0).map(call => call.counted.costUsd));
            fresh.close();
            assert.ok(counted <= cents / 100, `${counted} of ${cents / 100}`);
          },
        ),
        { numRuns: 60 },
      );
    }).timeout(30_000);
  });
}

/** One thing that happens: a call is opened, or one of the open calls comes to something, or its process dies. */
interface Action {
  readonly run: string;
  readonly phase: string;
  readonly agent: string;
  readonly model: string;
  readonly attempt: number;
  readonly worstNano: number;
  readonly ending: 'settle' | 'break' | 'crash';
  readonly share: number;
  readonly source: 'reported' | 'computed' | 'free';
  /** Which of the open calls ends first. */
  readonly pick: number;
}

const action: fc.Arbitrary<Action> = fc.record({
  run: fc.constantFrom('r1', 'r2', 'route-x'),
  phase: fc.constantFrom('plan', 'code', 'review'),
  agent: fc.constantFrom('planner', 'coder', 'reviewer'),
  model: fc.constantFrom('openai/a', 'anthropic/b', 'ollama/c'),
  attempt: fc.integer({ min: 1, max: 4 }),
  worstNano: fc.integer({ min: 0, max: 2_000_000_000 }),
  ending: fc.constantFrom('settle', 'break', 'crash'),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  source: fc.constantFrom('reported', 'computed', 'free'),
  pick: fc.nat(),
});

/** Opens a call for each action and ends another one; returns the bills that the providers reported. */
function play(
  actions: readonly Action[],
  store: RunStore,
  capUsd = Number.POSITIVE_INFINITY,
): readonly number[] {
  const open: { readonly action: Action; readonly callId: string }[] = [];
  const billed: number[] = [];
  actions.forEach((next, index) => {
    const callId = `c${index}`;
    if (openWithin(store, { next, callId, capUsd })) open.push({ action: next, callId });
    const [ended] = open.length > 2 ? open.splice(next.pick % open.length, 1) : [];
    if (ended === undefined || ended.action.ending === 'crash') return;
    const { run, worstNano, share, source, ending } = ended.action;
    const costUsd = source === 'free' ? 0 : Math.floor(worstNano * share) / 1e9;
    const provenance = ending === 'break' ? 'estimated' : 'reported';
    store.settleCall(run, ended.callId, sampleOutcome({ costUsd, costSource: source, provenance }));
    if (source === 'reported') billed.push(costUsd);
  });
  return billed;
}

interface Opening {
  readonly next: Action;
  readonly callId: string;
  readonly capUsd: number;
}

/** As a metered model does it: the decision and the row are one. */
function openWithin(store: RunStore, { next, callId, capUsd }: Opening): boolean {
  const { run: runId, phase, agent, model, attempt, worstNano } = next;
  const worstCaseUsd = worstNano / 1e9;
  try {
    store.openCall(runId, { day: 0, month: 0 }, ({ dayUsd }) => {
      if (sumUsd([dayUsd, worstCaseUsd]) > capUsd) throw new RangeError('the cap');
      const counted = { costUsd: worstCaseUsd, tokens: 5000 };
      return sampleCall({ runId, callId, phase, agent, model, attempt, worstCaseUsd, counted });
    });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What a row must count: its worst case while it is open, then what it came to. */
function expectedCount({ worstCaseUsd, outcome }: ModelCallRecord): number {
  const reserved = { costUsd: worstCaseUsd ?? 0, tokens: 5000 };
  return outcome === null ? reserved.costUsd : countedAfter(reserved, outcome).costUsd;
}

/** However the rows are grouped, the groups come to the whole, bucket by bucket. */
function assertAgreement(calls: readonly ModelCallRecord[]): void {
  const { savedUsd, ...total } = sumCalls(calls);
  const keys = ['callId', 'phase', 'agent', 'model', 'runId', 'attempt'] as const;
  for (const key of keys) {
    const groups = groupCalls(calls, call => String(call[key]));
    for (const [field, value] of Object.entries(total)) {
      const parts = groups.map(group => group[field as keyof typeof total]);
      assert.equal(sumUsd(parts), value, `${field} by ${key}`);
    }
    const saved = groups.flatMap(group => group.savedUsd ?? []);
    assert.equal(saved.length === 0 ? null : sumUsd(saved), savedUsd, `savings by ${key}`);
  }
}
