import assert from 'node:assert/strict';
import { repairedRun } from '../../../test/fakes/repaired-run.ts';
import { readPhaseVisits } from '../../host/read-phase-visits.ts';
import { readStoredRun } from '../../host/read-stored-run.ts';
import { firstPlace } from '../../protocol/dashboard/place.ts';
import { sliceFlow } from './slice-flow.ts';
import { sliceNode } from './slice-node.ts';
import { sliceStoredRun } from './slice-stored-run.ts';
import { sliceTerminal } from './slice-terminal.ts';

async function storedRun() {
  const store = await repairedRun();
  return { store, run: readStoredRun(store, 'r1') };
}

describe('the flow of a run', () => {
  it('is drawn from the machine, with how each node stands', async () => {
    const { nodes, repairs, maxRepairs } = sliceFlow((await storedRun()).run, 0);
    const statuses = Object.fromEntries(nodes.map(({ id, status, visits }) => [id, `${status} ${visits}`]));
    assert.deepEqual(statuses, {
      prepare: 'done 1',
      plan: 'skipped 0',
      code: 'done 1',
      execute: 'passed 2',
      review: 'done 1',
      repair: 'skipped 0',
      decide: 'done 1',
      apply: 'done 1',
      paused: 'pending 0',
      cancelling: 'pending 0',
      completed: 'done 1',
      failed: 'pending 0',
      cancelled: 'pending 0',
    });
    assert.deepEqual([repairs, maxRepairs], [1, 3]);
  });

  it('counts the ways it took, the one to its end too', async () => {
    const { edges } = sliceFlow((await storedRun()).run, 0);
    const taken = edges.filter(edge => edge.taken > 0).map(({ from, to }) => `${from} ${to}`);
    assert.deepEqual(
      new Set(taken),
      new Set([
        ...['prepare code', 'code execute', 'execute review', 'review execute'],
        ...['execute decide', 'decide apply', 'apply completed'],
      ]),
    );
  });

  it('has its stays in phases as they followed each other', async () => {
    const { timeline } = sliceFlow((await storedRun()).run, 0);
    assert.deepEqual(
      timeline.map(({ phase, visit, status }) => `${phase} ${visit} ${status}`),
      [
        ...['prepare 1 done', 'code 1 done', 'execute 1 refuted', 'review 1 done'],
        ...['execute 2 passed', 'decide 1 done', 'apply 1 done'],
      ],
    );
  });
});

describe('a node of the flow', () => {
  const sliceOf = async (id: string) => {
    const { store, run } = await storedRun();
    return sliceNode(id, { run, visits: readPhaseVisits(store, run, id), now: 0 }).visits;
  };

  it('tells prompt, input, tool calls and tokens of an agent', async () => {
    const [visit] = await sliceOf('review');
    assert.equal(visit?.agent, 'reviewer');
    assert.match(visit?.prompt ?? '', /^You are CodeForge's reviewer agent/);
    assert.match(visit?.input ?? '', /AssertionError/);
    assert.deepEqual(
      visit?.steps.flatMap(({ calls }) => calls.map(({ tool }) => tool)),
      ['edit_file', 'submit_review'],
    );
    assert.ok((visit?.inputTokens ?? 0) > 0);
  });

  it('tells command and verdict of each attempt, and who decided what', async () => {
    const visits = await sliceOf('execute');
    assert.deepEqual(
      visits.map(({ attempt }) => attempt),
      [1, 2],
    );
    assert.match(visits[1]?.output ?? '', /Attempt 2 passed, exit code 0/);
    assert.match(visits[0]?.output ?? '', /Attempt 1 failed, exit code 1/);
    assert.match((await sliceOf('decide'))[0]?.output ?? '', /Accepted:\nadd\.py/);
  });
});

describe('the terminal of a run', () => {
  it('shows the last attempt first, and of a failed one what it said about its errors', async () => {
    const { run } = await storedRun();
    const last = sliceTerminal({ run, live: undefined, place: firstPlace });
    assert.deepEqual([last.terminal?.shown, last['output.0']], [{ attempt: 2, stream: 'stdout' }, 'OK\n']);
    const failed = sliceTerminal({ run, live: undefined, place: { attempt: 1, stream: null } });
    assert.deepEqual(failed.terminal?.shown, { attempt: 1, stream: 'stderr' });
    assert.equal(failed['output.0'], 'AssertionError');
  });
});

describe('a run in the history', () => {
  it('has its diff, its trace and its attempts', async () => {
    const { run } = await storedRun();
    const slice = sliceStoredRun(run, { isDriven: false, folders: ['/memory'] });
    assert.match(slice.diff, /^\+\s+return a \+ b$/m);
    assert.equal(slice.attemptList.length, 2);
    assert.ok(slice.trace.some(({ text }) => text.includes('Attempt 2 passed')));
    assert.equal(slice.canResume, false);
  });

  it('has artifacts to be fetched where its check has run, in a folder that is open', async () => {
    const { run } = await storedRun();
    const before = { ...run, view: run.view && { ...run.view, attempts: [] } };
    const canFetch = (detail: typeof run, folders: readonly string[]) =>
      sliceStoredRun(detail, { isDriven: false, folders }).canFetchArtifacts;
    assert.equal(canFetch(run, ['/memory']), true);
    assert.equal(canFetch(run, ['/elsewhere']), false);
    assert.equal(canFetch(before, ['/memory']), false);
  });
});
