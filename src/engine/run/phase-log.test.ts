import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createPhaseBench } from '../../../test/fakes/phase-bench.ts';
import { solveWorkflow } from '../../../test/fakes/run-harness.ts';
import type { Failure } from '../failure.ts';
import type { StoredEvent } from '../ports/run-store.ts';
import { linkPhases } from '../workflow/link-phases.ts';
import { createPhaseLog, type PhaseLog } from './phase-log.ts';
import type { RunContext } from './run-context.ts';
import type { RunEvent } from './run-events.ts';

const { context } = createPhaseBench();
const failure: Failure = { code: 'provider.unreachable', message: 'Down. Try later.', retryable: true };

interface Timed {
  readonly log: PhaseLog;
  /** Moves at a time of the clock, and keeps what was told as the store would. */
  readonly move: (at: number, state: string, changes?: Partial<RunContext>) => readonly RunEvent[];
  readonly at: (now: number) => PhaseLog;
  readonly stored: StoredEvent[];
}

function open(): Timed {
  let now = 0;
  const stored: StoredEvent[] = [];
  const log = createPhaseLog(linkPhases(solveWorkflow()), { now: () => now, sleep: () => Promise.resolve() });
  return {
    log,
    stored,
    at(time) {
      now = time;
      return log;
    },
    move(at, state, changes) {
      now = at;
      const events = log.move(state, context(changes));
      stored.push(...events.map(event => ({ at, type: event.type, json: JSON.stringify(event) })));
      return events;
    },
  };
}

describe('the log of phases', () => {
  it('tells when a phase begins and how it ended', () => {
    const { move } = open();

    assert.deepEqual(move(10, 'prepare'), [
      { type: 'phase.started', phase: 'prepare', kind: 'prepare', visit: 1 },
    ]);
    assert.deepEqual(move(25, 'code', { visits: { code: 2 } }), [
      { type: 'phase.finished', phase: 'prepare', visit: 1, durationMs: 15, outcome: 'done', failure: null },
      { type: 'phase.started', phase: 'code', kind: 'code', visit: 2 },
    ]);
  });

  it('tells nothing of states that are no phases, but that the phase before them has ended', () => {
    const { move, log } = open();
    move(0, 'code');

    assert.deepEqual(
      move(5, 'paused', { failure, pausedIn: 'code' }).map(({ type }) => type),
      ['phase.finished'],
    );
    assert.deepEqual(move(9, 'cancelling'), []);
    assert.equal(log.stays().length, 1);
  });

  for (const [what, state, changes, expected] of [
    ['failed in it', 'paused', { failure, pausedIn: 'code' }, { outcome: 'failed', failure }],
    ['failed for good', 'failed', { failure, pausedIn: 'code' }, { outcome: 'failed', failure }],
    [
      'went on without it',
      'execute',
      { setbacks: [{ phase: 'code', visit: 1, failure }] },
      { outcome: 'failed', failure },
    ],
    ['was cancelled', 'cancelling', {}, { outcome: 'cancelled', failure: null }],
    ['stays red', 'failed', { failure }, { outcome: 'done', failure: null }],
  ] as const) {
    it(`says how a phase ended when the run ${what}`, () => {
      const { move } = open();
      move(0, 'code');

      const [finished] = move(1, state, changes);

      assert.ok(finished?.type === 'phase.finished');
      assert.deepEqual({ outcome: finished.outcome, failure: finished.failure }, expected);
    });
  }

  it('counts the time of a phase under way, but not that of a person', () => {
    const { move, at } = open();
    move(0, 'execute');
    move(10, 'decide');
    assert.equal(at(1_000).activeMs(), 10);

    move(1_000, 'apply');

    assert.equal(at(1_003).activeMs(), 13);
  });

  it('counts a phase in which the process died up to its last sign of life', () => {
    const { stored, move } = open();
    move(0, 'prepare');
    move(10, 'code');
    stored.push({ at: 40, type: 'tool.finished', json: '{"type":"tool.finished"}' });
    const next = open();

    next.log.restore(stored);

    assert.deepEqual(next.log.stays(), [
      { phase: 'prepare', visit: 1, startedAt: 0, durationMs: 10, outcome: 'done' },
      { phase: 'code', visit: 1, startedAt: 10, durationMs: 30, outcome: 'cancelled' },
    ]);
    assert.equal(next.at(9_999).activeMs(), 40);
  });

  it('comes back from what was stored as it was, whatever the run went through', () => {
    const states = [
      'prepare',
      'plan',
      'code',
      'execute',
      'review',
      'repair',
      'decide',
      'paused',
      'cancelling',
    ];
    const walk = fc.array(fc.record({ state: fc.constantFrom(...states), waitMs: fc.nat(1_000) }));
    fc.assert(
      fc.property(walk, steps => {
        const { log, move, stored } = open();
        let now = 0;
        for (const { state, waitMs } of steps) {
          now += waitMs;
          move(now, state);
        }
        move(now, 'completed');
        const next = open();

        next.log.restore(stored);

        assert.deepEqual(next.log.stays(), log.stays());
        assert.equal(next.log.activeMs(), log.activeMs());
      }),
    );
  });
});
