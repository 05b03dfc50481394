import { ForgeError } from '../../src/engine/forge-error.ts';
import type { ModelId, ModelRequest } from '../../src/engine/ports/model.ts';
import type { RunStore } from '../../src/engine/ports/run-store.ts';
import { createProviders } from '../../src/engine/resilience/providers.ts';
import type { RunPorts } from '../../src/engine/run/run-ports.ts';
import type { RunRequest } from '../../src/engine/run/run-request.ts';
import type { Workflow } from '../../src/engine/workflow/workflow.ts';
import type { FakeProgram } from '../fakes/fake-sandbox.ts';
import { createFastClock } from '../fakes/fast-clock.ts';
import type { MemoryWorkspace } from '../fakes/memory-workspace.ts';
import { createRunHarness } from '../fakes/run-harness.ts';
import type { ScriptedAnswer } from '../fakes/scripted-model.ts';
import { createFaultyModels, type FaultyModels } from './faulty-models.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A whole run's surroundings, in which a seed decides what goes wrong. */
export interface FaultyWorld {
  readonly ports: RunPorts;
  readonly request: RunRequest;
  readonly workflow: Workflow;
  readonly workspace: MemoryWorkspace;
  readonly models: FaultyModels;
  readonly aliveSandboxes: () => number;
  /** Files that somebody saw in a state in which no model ever wrote them. */
  readonly halfWritten: readonly string[];
}

/** Both files hold a wrong sign at first; a model writes them whole, in two calls of one answer. */
export const versions: Readonly<Record<string, readonly string[]>> = {
  'add.py': ['-', '*', '+'].map(sign => `def add(a, b):\n    return a ${sign} b\n`),
  'sub.py': ['+', '*', '-'].map(sign => `def sub(a, b):\n    return a ${sign} b\n`),
};
export const originals = Object.fromEntries(
  Object.entries(versions).map(([path, [original = '']]) => [path, original]),
);

export function createFaultyWorld(random: SeededRandom, store: RunStore | undefined): FaultyWorld {
  const halfWritten: string[] = [];
  const harness = createRunHarness({
    files: { ...originals, 'test_add.py': 'import unittest\n' },
    program: program(random, halfWritten),
    answers: [],
  });
  const models = createFaultyModels({
    random,
    faultRate: random.pick([0.05, 0.2, 0.4, 0.7]),
    answer: request => answerTo(request, random),
  });
  const fast = createFastClock();
  let looks = 0;
  const clock = {
    ...fast,
    now() {
      looks += 1;
      return startedAt + fast.now() + looks;
    },
  };
  const tier: readonly ModelId[] = random.pick([
    ['a/one'],
    ['a/one', 'b/two'],
    ['a/one', 'a/two', 'b/three', 'c/four'],
  ]);
  const prices = Object.fromEntries(tier.map(model => [model, price]));
  const { openSandbox } = harness.ports;
  const ports: RunPorts = {
    ...harness.ports,
    ...{ clock, prices, providers: createProviders(clock), openModel: models.open },
    ...(store && { store }),
    workspace: moody(harness.workspace, random),
    async openSandbox(options) {
      if (random.chance(0.05))
        throw new ForgeError('sandbox.unavailable', 'Docker is gone. Start it.', { retryable: true });
      return openSandbox(options);
    },
    callPolicy: {
      ...harness.ports.callPolicy,
      rateLimits: random.chance(0.3) ? { a: { requestsPerMinute: 1 + random.whole(5) } } : {},
    },
  };
  const request = harness.request(
    random.chance(0.5) ? 'Fix the signs' : 'Design the arithmetic from scratch, then implement it',
    {
      tiers: { simple: tier, medium: tier, hard: tier },
      limits: { maxCostUsd: random.pick([null, null, 0.05, 0.1, 0.3]) },
    },
  );
  return {
    ...{ ports, request, workflow: harness.workflow, workspace: harness.workspace, models, halfWritten },
    aliveSandboxes: harness.sandboxes.alive,
  };
}

const startedAt = 1_800_000_000_000;
const price = { input: 1, cacheRead: 0.1, cacheWrite: 1, output: 2 };

/** Green on the last version of both files; the machine itself may fail, be slow or run out of memory. */
function program(random: SeededRandom, halfWritten: string[]): FakeProgram {
  return (_, files) => {
    for (const [path, known] of Object.entries(versions)) {
      const text = files.get(path) ?? '';
      if (!known.includes(text)) halfWritten.push(`${path}: ${text}`);
    }
    if (random.chance(0.03))
      throw new ForgeError('sandbox.unavailable', 'The machine failed. Try again.', { retryable: true });
    if (random.chance(0.03)) return { timedOut: true, exitCode: null };
    if (random.chance(0.03)) return { outOfMemory: true, exitCode: 137 };
    const isRight = Object.entries(versions).every(([path, known]) => files.get(path) === known.at(-1));
    return { exitCode: isRight ? 0 : 1, stdout: isRight ? 'ok\n' : 'wrong sign\n' };
  };
}

/** What a model that means well says at this point of the conversation. */
function answerTo({ system, messages }: ModelRequest, random: SeededRandom): ScriptedAnswer {
  const role = /^You are CodeForge's (\w+)/u.exec(system)?.[1];
  const last = messages.at(-1);
  const hasWritten = last?.role === 'tool' && last.results.every(({ isError }) => !isError);
  const version = random.chance(0.7) ? 2 : 1;
  const writes = Object.entries(versions).map(
    ([path, known]) => ['write_file', { path, content: known[version] }] as const,
  );
  const text = 'I mend the signs.';
  if (role === 'planner') return { text, calls: [['submit_plan', plan]] };
  if (role === 'reviewer') return { text, calls: [...writes, ['submit_review', review]] };
  return { text, calls: hasWritten ? [['submit_work', { summary: 'done' }]] : writes };
}

const plan = {
  subtasks: [{ id: 1, description: 'Mend both.', dependencies: [], complexity: 'simple' }],
  reasoning: 'It is small.',
};
const review = {
  rootCause: 'a sign',
  errorType: 'logic_error',
  fixDescription: 'the other sign',
  confidence: 0.9,
  changesMade: 'both files',
};

/** A folder that now and then cannot be written, whole or not at all. */
function moody(workspace: MemoryWorkspace, random: SeededRandom): MemoryWorkspace {
  return {
    ...workspace,
    async apply(operations) {
      if (random.chance(0.1))
        throw new ForgeError('workspace.unreadable', 'The disk is full. Make room.', { retryable: true });
      return workspace.apply(operations);
    },
  };
}
