import assert from 'node:assert/strict';
import { repairedRun } from '../../test/fakes/repaired-run.ts';
import { createRunHarness } from '../../test/fakes/run-harness.ts';
import { createRun } from '../engine/run/run-session.ts';
import { readPhaseVisits } from './read-phase-visits.ts';
import { readStoredRun } from './read-stored-run.ts';

async function storedRun() {
  const store = await repairedRun();
  return { store, run: readStoredRun(store, 'r1') };
}

describe('the visits of a phase', () => {
  it('have what the agent was told, what it answered and what that cost', async () => {
    const { store, run } = await storedRun();

    const [visit, ...others] = readPhaseVisits(store, run, 'code');

    assert.equal(others.length, 0);
    assert.match(visit?.briefing?.system ?? '', /^You are CodeForge's coder agent\./u);
    assert.match(visit?.briefing?.opening ?? '', /Fix add/u);
    assert.deepEqual(
      visit?.steps[0]?.toolCalls.map(({ name }) => name),
      ['edit_file', 'submit_work'],
    );
    assert.equal(visit?.steps[0]?.results[0]?.isError, false);
    assert.equal(visit?.calls.length, 1);
    assert.equal(visit?.stays[0]?.outcome, 'done');
  });

  it('are counted where the repair loop came by again, and have no briefing where no agent works', async () => {
    const { store, run } = await storedRun();

    const visits = readPhaseVisits(store, run, 'execute');

    assert.deepEqual(
      visits.map(({ visit, briefing, steps }) => [visit, briefing, steps.length]),
      [
        [1, null, 0],
        [2, null, 0],
      ],
    );
  });

  it('are none for a phase the run was not in', async () => {
    const { store, run } = await storedRun();
    assert.deepEqual(readPhaseVisits(store, run, 'plan'), []);
  });
});

describe('a stored run that is being driven', () => {
  it('goes on in its last phase, where one that was cut off does not', async () => {
    const { ports, workflow, request } = createRunHarness({ files: {}, program: () => ({}), answers: [] });
    createRun(ports, { runId: 'r2', request: request('Wait'), workflow });
    const started = { type: 'phase.started', phase: 'prepare', kind: 'prepare', visit: 1 };
    ports.store.appendEvent('r2', { at: 1000, type: started.type, json: JSON.stringify(started) });

    assert.deepEqual(
      readStoredRun(ports.store, 'r2', 5000).stays.map(({ durationMs }) => durationMs),
      [null],
    );
    assert.deepEqual(
      readStoredRun(ports.store, 'r2').stays.map(({ durationMs, outcome }) => [durationMs, outcome]),
      [[0, 'cancelled']],
    );
  });
});
