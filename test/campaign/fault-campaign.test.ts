import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JournalRecord } from '../../src/engine/agents/agent-journal.ts';
import { decodeText } from '../../src/engine/change/text-content.ts';
import { groupCalls, sumCalls } from '../../src/engine/cost/sum-calls.ts';
import { sumUsd } from '../../src/engine/cost/usd.ts';
import type { RunStore } from '../../src/engine/ports/run-store.ts';
import { createRun, type RunSession, reopenRun } from '../../src/engine/run/run-session.ts';
import type { RunView } from '../../src/engine/run/run-view.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { createMortalPorts } from '../fakes/mortal-ports.ts';
import { createFaultyWorld, type FaultyWorld, originals, versions } from './faulty-world.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

const schedules = 1_000;
const perTest = 100;
/** Every so many schedules on the real store. */
const realStoreEvery = 10;

describe('1,000 seeded fault schedules over whole runs', () => {
  const outcomes = new Map<string, number>();
  const directory = mkdtempSync(path.join(tmpdir(), 'codeforge-campaign-'));
  let store: RunStore;
  before(() => {
    store = openRunStore(directory);
  });
  after(() => {
    store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  for (let first = 1; first <= schedules; first += perTest) {
    it(`each ends with a reason, and nothing is lost, overspent or half done: ${first} to ${first + perTest - 1}`, async () => {
      for (let seed = first; seed < first + perTest; seed += 1) {
        const random = seededRandom(seed);
        const world = createFaultyWorld(random, seed % realStoreEvery === 0 ? store : undefined);
        const run = await runUnderFaults(world, { seed, random });
        const where = `seed ${seed}: ${run.view.state} ${run.view.failure?.message ?? ''} (${world.models.faults.join(', ')})`;
        assertEnded(run, where);
        assertNothingHalfDone(run, world, where);
        assertNothingLost(run, world, where);
        assertWithinCap(run, world, where);
        const outcome = run.view.outcome ?? 'waits for a decision';
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    }).timeout(120_000);
  }

  it('come to every kind of end', () => {
    for (const outcome of ['completed', 'failed', 'paused', 'cancelled'])
      assert.ok((outcomes.get(outcome) ?? 0) > 20, JSON.stringify([...outcomes]));
  });
});

interface FaultyRun {
  readonly runId: string;
  readonly view: RunView;
  readonly kills: number;
  readonly isCancelled: boolean;
}

/** Starts a run and keeps at it as a patient person would, through pauses, kills and decisions. */
async function runUnderFaults(
  world: FaultyWorld,
  { seed, random }: { seed: number; random: SeededRandom },
): Promise<FaultyRun> {
  const runId = `run-${seed}`;
  const { ports, request, workflow } = world;
  let isCancelled = false;
  let kills = 0;
  const cancelAt = random.chance(0.1) ? 1 + random.whole(40) : Number.POSITIVE_INFINITY;
  const watch = (session: RunSession) => {
    let told = 0;
    session.subscribe(() => {
      told += 1;
      if (told !== cancelAt) return;
      isCancelled = true;
      void session.cancel();
    });
    return session;
  };
  if (random.chance(0.2)) {
    const mortal = createMortalPorts(ports, 1 + random.whole(60));
    const life = (async () => {
      const session = createRun(mortal.ports, { runId, request, workflow });
      session.start();
      await session.settled();
    })().catch(() => undefined);
    await Promise.race([life, mortal.death]);
    await life;
    kills += 1;
  }
  let session = watch(
    ports.store.load(runId) === undefined
      ? createRun(ports, { runId, request, workflow })
      : reopenRun(ports, runId),
  );
  session.start();
  let view = session.view().awaiting === null ? await session.settled() : session.view();
  for (let round = 0; round < 8 && view.awaiting !== null; round += 1) {
    if (view.awaiting === 'decision') {
      await session.decide(random.chance(0.9) ? view.changes.map(({ path: file }) => file) : []);
    } else if (random.chance(0.3)) {
      break;
    } else if (random.chance(0.5)) {
      await session.release();
      session = watch(reopenRun(ports, runId));
      session.start();
      await session.resume();
    } else await session.resume();
    view = await session.settled();
  }
  await session.release();
  return { runId, view, kills, isCancelled };
}

function assertEnded({ view, isCancelled }: FaultyRun, where: string): void {
  const hasReason = (view.failure?.message ?? '').length > 10 && view.failure?.code !== 'bug';
  switch (view.outcome) {
    case 'completed':
      assert.equal(view.failure, null, where);
      break;
    case 'failed':
    case 'paused':
      assert.ok(hasReason, where);
      break;
    case 'cancelled':
      assert.ok(isCancelled, where);
      break;
    default:
      assert.equal(view.awaiting, 'decision', where);
  }
}

/** What is on disk, in the proposal and in the sandbox is always what a model wrote whole. */
function assertNothingHalfDone({ runId, view }: FaultyRun, world: FaultyWorld, where: string): void {
  const { workspace, ports, halfWritten, aliveSandboxes, models } = world;
  assert.deepEqual(halfWritten, [], where);
  const accepted = view.outcome === 'completed' ? (view.accepted ?? []) : [];
  for (const [file, known] of Object.entries(versions)) {
    const wanted = accepted.includes(file) ? known.at(-1) : originals[file];
    assert.equal(workspace.files.get(file), wanted, where);
  }
  const edits = journalOf(runId, world).flatMap(entry => (entry.kind === 'acted' ? [entry.changeSet] : []));
  for (const [file, { next }] of [view.changeSet, ...edits].flatMap(({ files }) => Object.entries(files))) {
    const text = next === null ? null : decodeText(ports.store.contents.get(next));
    assert.ok(text !== null && versions[file]?.includes(text ?? '') === true, `${where}: ${file} ${text}`);
  }
  assert.deepEqual([aliveSandboxes(), models.alive()], [0, 0], where);
}

/** Every answer that came in is in the journal, and stands in the ledger at what the journal says. */
function assertNothingLost({ runId, view, kills }: FaultyRun, world: FaultyWorld, where: string): void {
  const { ports, models } = world;
  const calls = ports.store.calls(runId);
  const answers = journalOf(runId, world).filter(record => record.kind === 'answer');
  const lost = models.delivered() - answers.length;
  assert.ok(lost >= 0 && lost <= kills, `${where}: ${lost} answers are lost`);
  for (const { callId, outcome } of answers)
    assert.deepEqual(calls.find(call => call.callId === callId)?.outcome, outcome, where);
  assert.ok(calls.filter(({ outcome }) => outcome === null).length <= kills, where);
  assert.equal(new Set(calls.map(({ callId }) => callId)).size, calls.length, where);
  if (kills === 0)
    assert.equal(view.costUsd, sumUsd(calls.map(({ outcome }) => outcome?.costUsd ?? 0)), where);
}

function journalOf(runId: string, { ports: { store } }: FaultyWorld): readonly JournalRecord[] {
  const visits = new Set(store.calls(runId).map(({ callId }) => callId.replace(/\/.*$/u, '')));
  return [...visits].flatMap(visit =>
    store.readJournal(runId, visit).map(({ json }) => JSON.parse(json) as JournalRecord),
  );
}

function assertWithinCap({ runId }: FaultyRun, { ports, request }: FaultyWorld, where: string): void {
  const calls = ports.store.calls(runId);
  const spent = sumUsd(calls.map(({ counted }) => counted.costUsd));
  const { maxCostUsd } = request.limits;
  assert.ok(maxCostUsd === null || spent <= maxCostUsd, `${where}: ${spent} of ${maxCostUsd}`);
  const total = sumCalls(calls);
  const groupings = [
    groupCalls(calls, ({ model }) => model),
    groupCalls(calls, ({ agent }) => agent),
    groupCalls(calls, ({ phase }) => phase),
  ];
  for (const groups of groupings)
    assert.equal(sumUsd(groups.map(({ computedUsd }) => computedUsd)), total.computedUsd, where);
}
