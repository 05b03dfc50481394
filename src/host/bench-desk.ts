import path from 'node:path';
import { type CheckedProgram, checkSuite } from '../bench/check/check-suite.ts';
import { openJudge } from '../bench/judge/open-judge.ts';
import { checkCompletions, readCompletions } from '../bench/judge/read-completions.ts';
import type { Verdict } from '../bench/judge/verdict.ts';
import type { BenchOrder, SampleResult } from '../bench/run/bench-order.ts';
import { benchmarkLedger } from '../bench/run/benchmark-ledger.ts';
import { openAnswers } from '../bench/run/recorded-answers.ts';
import { runBench } from '../bench/run/run-bench.ts';
import { beginRun, openRunFolder, readOrder, readResults } from '../bench/run/run-folder.ts';
import type { BenchTask } from '../bench/suite/bench-task.ts';
import { openSuite, type Suite } from '../bench/suite/open-suite.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { ModelId, OpenModel } from '../engine/ports/model.ts';
import type { RunStore } from '../engine/ports/run-store.ts';
import { noModel } from '../engine/routing/route-call.ts';
import { defaultLimits, type RunRequest } from '../engine/run/run-request.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { suiteDataDirectory } from './list-suites.ts';
import { newRunId } from './new-run-id.ts';
import { type Host, type HostOptions, openHost } from './open-host.ts';
import { openSandboxBackends } from './open-sandbox-backends.ts';
import { createSandboxChooser } from './sandbox-chooser.ts';
import { sandboxOpener } from './sandbox-opener.ts';

/** Benchmarks for every front end: suites, the judge and the runner, with this machine's adapters. */
export interface BenchDesk {
  /** Throws ForgeError `config.invalid`, see openSuite. */
  suite(nameOrFolder: string, wish: SuiteChoice): Promise<Suite>;
  /** A verdict a completion, in the order of the file. Throws what a sandbox throws, and ForgeError `config.invalid`. */
  judge(order: JudgeOrder): AsyncIterable<Verdict>;
  /** How the programs come out of which the suite says how they do, see checkSuite. */
  check(order: CheckOrder): AsyncIterable<CheckedProgram>;
  /** Solves and judges tasks, or goes on with it; see runBench. Resolves to all results of the folder. */
  run(choice: RunChoice): Promise<readonly SampleResult[]>;
}

interface Watched {
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

export interface SuiteChoice extends Watched {
  /** The user's own copy of the data. */
  readonly data?: string;
}

export interface CheckOrder extends Watched {
  readonly suite: Suite;
  readonly concurrency: number;
}

export interface JudgeOrder extends CheckOrder {
  readonly completions: string;
}

export interface RunChoice extends Watched {
  readonly suite: Suite;
  readonly tasks: readonly BenchTask[];
  readonly samples: number;
  readonly concurrency: number;
  /** A built-in workflow by name, or a YAML file. */
  readonly workflow: string;
  /** Left out: the tiers' own. */
  readonly model?: string;
  readonly maxRepairs: number;
  /** For the whole run, over all its resumptions. */
  readonly maxCostUsd: number | null;
  /** The run's folder. */
  readonly directory: string;
  /** The folder of a run whose recorded answers are given again, at no cost. */
  readonly replay?: string;
  readonly version: string;
  readonly commit: string | null;
  /** Called once the folder is open, with what it had finished already. */
  readonly onStart: (finished: readonly SampleResult[]) => void;
  /** Called when a problem's turn has come. */
  readonly onBegin?: (taskId: string) => void;
  readonly onResult: (result: SampleResult) => void;
}

export function openBenchDesk(options: HostOptions): BenchDesk {
  const { assetsDirectory, dataDirectory, settings } = options;
  const openJudgeFor = async (suite: Suite, { concurrency, onProgress }: JudgeWish) => {
    const backends = openSandboxBackends(options);
    const chooser = createSandboxChooser(settings.sandbox, backends);
    const judge = openJudge({
      openSandbox: sandboxOpener(undefined, { options, backends, chooser }),
      runId: newRunId(),
      harnessDirectory: path.join(assetsDirectory, 'judge'),
      concurrency,
      timeoutSeconds: suite.manifest.timeoutSeconds,
      onProgress,
    });
    return {
      judge,
      async [Symbol.asyncDispose]() {
        await judge[Symbol.asyncDispose]();
        await backends[Symbol.asyncDispose]();
      },
    };
  };
  return {
    suite: (nameOrFolder, { data, signal, onProgress }) =>
      openSuite(nameOrFolder, {
        suitesDirectory: path.join(assetsDirectory, 'suites'),
        cacheDirectory: suiteDataDirectory(dataDirectory),
        fetch: globalThis.fetch,
        signal,
        onProgress,
        ...(data !== undefined && { file: data }),
      }),
    async *judge({ suite, completions, signal, ...wish }) {
      await checkCompletions(completions, suite);
      await using opened = await openJudgeFor(suite, wish);
      yield* opened.judge.judge(readCompletions(completions, suite), signal);
    },
    async *check({ suite, signal, ...wish }) {
      await using opened = await openJudgeFor(suite, wish);
      yield* checkSuite(suite, opened.judge, signal);
    },
    async run(choice) {
      await using host = await openHost(options);
      // One lane is enough: solving takes far longer than judging.
      await using opened = await openJudgeFor(choice.suite, { ...choice, concurrency: 1 });
      await runWith(host, opened.judge, choice);
      return readResults(choice.directory);
    },
  };
}

/** A model whose answers are all recorded: it takes no key to name it. */
const namedModel: OpenModel = id => ({
  id,
  stream() {
    throw new Error(`${id} was asked in a replay`);
  },
});

type JudgeWish = Pick<JudgeOrder, 'concurrency' | 'onProgress'>;

/** With a store of its own in the run's folder: the user's history stays theirs, and only their ledger has each call. */
async function runWith(host: Host, judge: ReturnType<typeof openJudge>, choice: RunChoice): Promise<void> {
  const { suite, tasks, samples, concurrency, directory, signal, replay, onBegin, onResult } = choice;
  const [workflow, request, sandbox] = await Promise.all([
    host.workflow(choice.workflow),
    requestOf(host, choice),
    host.sandbox(signal),
  ]);
  const { prompts } = await host.portsFor(process.cwd());
  const order: BenchOrder = {
    format: 1,
    suite: suite.name,
    sha256: suite.sha256,
    ids: tasks.map(({ id }) => id),
    samples,
    workflow: workflow.name,
    model: request.model,
    maxRepairs: choice.maxRepairs,
    made: {
      startedAt: new Date().toISOString(),
      source: suite.source,
      tiers: request.tiers,
      prompts: Object.fromEntries(Object.values(prompts).map(({ role, version }) => [role, version])),
      sandbox: sandbox.title,
      version: choice.version,
      commit: choice.commit,
    },
  };
  const { made } = beginRun(directory, order);
  const store = openRunStore(path.join(directory, 'store'), {
    elsewhere: 'choose another folder with --out',
    through: own =>
      benchmarkLedger(own, {
        name: `benchmark ${suite.name} ${made.startedAt}`,
        // What is replayed costs nothing, and was counted when it was paid.
        ...(replay === undefined && { users: host.store }),
      }),
  });
  try {
    claimAll(store, { directory, workflow: workflow.name });
    const folder = openRunFolder(directory);
    choice.onStart(folder.finished);
    const answers = openAnswers(
      path.join(replay ?? directory, 'answers.jsonl'),
      replay === undefined ? 'record' : 'replay',
    );
    await runBench({
      ...{ folder, tasks, samples, concurrency, judge, signal, onResult },
      ...(onBegin !== undefined && { onBegin }),
      solving: { workflow, request },
      async portsFor(root, sample) {
        const ports = await host.portsFor(root, { store });
        const openModel = replay === undefined ? ports.openModel : namedModel;
        return { ...ports, openModel, answers: answers.memoryFor(sample, store) };
      },
    });
  } finally {
    store.close();
  }
}

/** Throws ForgeError `config.invalid` when there is no run, or one of another suite. */
function recordedOrder(directory: string, { name }: Suite): BenchOrder {
  const order = readOrder(directory);
  if (order.suite === name) return order;
  throw new ForgeError(
    'config.invalid',
    `The answers in ${directory} are those of the suite ${order.suite}. Name the folder of a run of ${name}.`,
  );
}

/** Claims hold for runs, so one stands for the benchmark as a whole. Throws ForgeError `run.busy`. */
function claimAll(store: RunStore, { directory, workflow }: Pick<RunChoice, 'directory' | 'workflow'>): void {
  const id = 'benchmark';
  if (store.load(id) === undefined)
    store.create({
      id,
      task: '',
      workspaceRoot: directory,
      workflow,
      createdAt: Date.now(),
      requestJson: '{}',
    });
  if (store.claim(id)) return;
  throw new ForgeError(
    'run.busy',
    `Another window or terminal is working on the benchmark run in ${directory}. Wait for it, stop it there, or choose another --out.`,
  );
}

async function requestOf(
  host: Host,
  { suite, model: named, maxRepairs, maxCostUsd, signal, replay }: RunChoice,
): Promise<Omit<RunRequest, 'task' | 'check' | 'attachments'>> {
  const { maxCostPerDayUsd, maxCostPerMonthUsd } = host.settings.caps;
  const caps = { maxCostPerDayUsd, maxCostPerMonthUsd, maxCostOfBenchmarkUsd: maxCostUsd };
  const limits = { ...defaultLimits, maxRepairs, ...caps };
  const rest = { routing: host.settings.routing, softCheck: 'off' as const, limits };
  const recorded = replay === undefined ? undefined : recordedOrder(replay, suite);
  const model = recorded === undefined ? named && host.modelNamed(named) : (named ?? recorded.model);
  if (model != null) {
    const id = model as ModelId;
    return { ...rest, model: id, tiers: { simple: [id], medium: [id], hard: [id] } };
  }
  const tiers = recorded?.made.tiers ?? (await host.models(signal))?.tiers;
  if (tiers === undefined) throw noModel();
  return { ...rest, model: null, tiers };
}
