import type { RunStore } from '../../src/engine/ports/run-store.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { systemClock } from '../../src/workspace/system-clock.ts';
import { createRunHarness } from '../../test/fakes/run-harness.ts';
import { openSampleCall, sampleCall, sampleOutcome } from '../../test/fakes/sample-call.ts';
import { below, elsewhere, type Finding, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { makeScratchFolder } from '../measure/scratch-folder.ts';
import { spreadOf } from '../measure/spread.ts';
import { type Driven, driveBare, driveRecorded, type MachineRun } from './drive-machine.ts';
import { driveSession } from './drive-session.ts';
import { createSyntheticWork, type SyntheticRun } from './synthetic-work.ts';

/** What the product adds to every step of a run, whatever the step does: the machine and its record on disk. */
async function measureSteps(): Promise<void> {
  await using folder = await makeScratchFolder();
  const store = openRunStore(folder.path);
  try {
    const usual = await measureMachine(store, { repairs: 3, fileLines: 300 });
    const large = await measureMachine(store, { repairs: 10, fileLines: 3_000 });
    const bar = {
      bar: below(0.5),
      beside: [
        ...usual.beside,
        ...elsewhere({ 'bare XState': 0.024, 'LangGraph.js with its SQLite saver': 0.63 }),
      ],
    };
    await reportFindings('steps', [{ ...usual, ...bar }, large, await measureSession(store)]);
  } finally {
    store.close();
  }
}

/** The machine on known results of its phases; bare beside recorded, in turn, so that both meet the same load. */
async function measureMachine(store: RunStore, shape: SyntheticRun): Promise<Finding> {
  const harness = createRunHarness({ files: {}, program: () => ({}), answers: [] });
  const ports = { ...harness.ports, store, clock: systemClock };
  const request = harness.request('Round every line', { limits: { maxRepairs: shape.repairs } });
  const recorded: Driven[] = [];
  const bare: Driven[] = [];
  for (let number = 0; number < warmUpRuns + countedRuns; number += 1) {
    // Made anew for each run: what the engine remembers of a change set it has seen must not help it.
    const work = createSyntheticWork(store.contents, shape);
    const run = { runId: `${shape.fileLines}-${number}`, request, workflow: harness.workflow, work };
    createWithCalls(store, run);
    recorded.push(await driveRecorded(ports, run));
    bare.push(await driveBare(ports, run));
  }
  const { repairs, fileLines } = shape;
  return findingOf({
    what: `machine and persistence, a step (of ${stepsOf(recorded)}; ${repairs} repairs, 3 files of ${fileLines} lines)`,
    unit: 'ms',
    values: perStep(recorded),
    beside: [{ name: 'the same machine, bare', value: spreadOf(perStep(bare)).median, measured: 'here' }],
  });
}

async function measureSession(store: RunStore): Promise<Finding> {
  const runs: Driven[] = [];
  for (let number = 0; number < warmUpRuns + countedRuns; number += 1)
    runs.push(await driveSession(store, `session-${number}`));
  const what = `the whole engine with agents, a step (of ${stepsOf(runs)}); model and sandbox answer at once`;
  return findingOf({ what, unit: 'ms', values: perStep(runs) });
}

/** A run whose ledger is as full as it is halfway, since the machine sums it at every step. */
function createWithCalls(store: RunStore, { runId, request, workflow }: MachineRun): void {
  store.create({
    id: runId,
    task: request.task,
    workspaceRoot: '/memory',
    workflow: workflow.name,
    createdAt: systemClock.now(),
    requestJson: JSON.stringify({ version: 2, request, workflow }),
  });
  for (let number = 0; number < 8; number += 1) {
    const callId = `code#1.${number}`;
    openSampleCall(store, sampleCall({ runId, callId, startedAt: systemClock.now() }));
    store.settleCall(runId, callId, sampleOutcome());
  }
}

const perStep = (runs: readonly Driven[]) =>
  runs.slice(warmUpRuns).map(({ durationMs, steps }) => durationMs / steps);
const stepsOf = ([first]: readonly Driven[]) => first?.steps ?? 0;

const warmUpRuns = 20;
const countedRuns = 100;

await measureSteps();
