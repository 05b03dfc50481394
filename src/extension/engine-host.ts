import { compareChangeSets } from '../engine/change/compare-change-sets.ts';
import { fileDiffs } from '../engine/change/file-diffs.ts';
import { readChangeSet } from '../engine/change/read-change-set.ts';
import { planRestore } from '../engine/change/review/plan-restore.ts';
import { explainSymptoms } from '../engine/explain/explain-symptoms.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { ContentHash } from '../engine/ports/content-store.ts';
import type { RunStore } from '../engine/ports/run-store.ts';
import type { ModelTiers } from '../engine/routing/model-tiers.ts';
import type { RunPorts } from '../engine/run/run-ports.ts';
import { defaultLimits, type RunRequest } from '../engine/run/run-request.ts';
import { createRun, joinRun, type RunSession } from '../engine/run/run-session.ts';
import { admitSymptoms } from '../engine/symptoms/admit-symptoms.ts';
import { taskFor } from '../engine/symptoms/describe-symptoms.ts';
import { benchLibrary } from '../host/bench-library.ts';
import { defaultHostOptions } from '../host/default-host-options.ts';
import { listProblems } from '../host/list-problems.ts';
import { listSuites } from '../host/list-suites.ts';
import { newRunId } from '../host/new-run-id.ts';
import { type Host, type HostOptions, openHost } from '../host/open-host.ts';
import { openResumable } from '../host/open-resumable.ts';
import { openSample } from '../host/open-sample.ts';
import { readRunRecord } from '../host/read-run-record.ts';
import { runLibrary } from '../host/run-library.ts';
import { openSandboxDesk } from '../host/sandbox-desk.ts';
import { testConnections } from '../host/test-connections.ts';
import { runBenchmarkOrder } from './bench/run-benchmark-order.ts';
import type {
  Engine,
  EngineOptions,
  Explanation,
  OpenedSampleRun,
  PlannedRestore,
  Surroundings,
  TaskOrder,
} from './engine.ts';
import { choicesFor, estimateRun } from './estimate-run.ts';
import type { ForgeSettings } from './settings/forge-settings.ts';
import { modelSettingsOf } from './settings/model-settings-of.ts';
import { workflowSource } from './workflow-source.ts';

/**
 * Opens the engine. Each run has a host of its own, with the settings and keys of its start; the one that
 * is opened here only reads what is stored. Throws ForgeError `config.invalid` when that cannot be used.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const base = {
    ...defaultHostOptions(process.env, options.assetsDirectory),
    extraProviders: [options.editorModels],
  };
  const library = await openHost(base);
  const { store } = library;

  const drive = async (surroundings: Surroundings, open: OpenSession): Promise<RunSession> => {
    const host = await openHost(hostOptions(base, surroundings));
    try {
      return withHost(await open(host), host);
    } catch (error) {
      await host[Symbol.asyncDispose]();
      throw error;
    }
  };
  const portsFor = async (host: Host, { folder, settings }: Surroundings) => {
    const ports = await host.portsFor(folder);
    const { contents } = ports.store;
    return {
      ...ports,
      maxCheckpointBytes: settings['checkpoints.maxMb'] * 1024 * 1024,
      workspace: options.throughEditors(ports.workspace, contents),
      diagnostics: options.diagnostics(contents),
    };
  };

  return {
    create: order =>
      drive(order, async host => {
        const [ports, request, workflow] = await Promise.all([
          portsFor(host, order),
          requestFor(order, host),
          host.workflow(workflowSource(order)),
        ]);
        const symptoms = order.symptoms && (await admitSymptoms(order.symptoms, ports.workspace));
        return createRun(ports, {
          runId: newRunId(),
          request: { ...request, ...(symptoms && { symptoms, task: taskFor(symptoms) }) },
          workflow,
        });
      }),
    sample: surroundings => sampleRun(hostOptions(base, surroundings)),
    explain: (order, signal) => explainWith(() => openHost(hostOptions(base, order)), order, signal),
    reopen: (runId, surroundings) =>
      drive(surroundings, async host =>
        joinRun(await portsFor(host, surroundings), runId, host.settings.caps),
      ),
    planRestore: (runId, surroundings) => restorePlan(runId, { base, surroundings, portsFor, store }),
    testConnections: (surroundings, signal, only) =>
      testConnections(hostOptions(base, surroundings), signal, only),
    async missingSteps(surroundings) {
      const host = await openHost(hostOptions(base, surroundings));
      try {
        const { workspace } = await host.portsFor(surroundings.folder);
        const setup = host.setup(workspace);
        const steps = await setup.look(AbortSignal.timeout(patienceMs));
        return steps.filter(({ status }) => status !== 'done');
      } finally {
        await host[Symbol.asyncDispose]();
      }
    },
    resumable: openResumable(store),
    ...readingOf(store),
    choices: surroundings => choicesFor(hostOptions(base, surroundings)),
    estimate: order => estimateRun(order, hostOptions(base, order)),
    ...benchmarksOf(base),
    sandboxes: settings => openSandboxDesk(hostOptions(base, { settings, keys: {} })),
    [Symbol.asyncDispose]: () => library[Symbol.asyncDispose](),
  };
}

/** A run on a new copy of the sample project, ready to be driven. */
async function sampleRun(options: HostOptions): Promise<OpenedSampleRun> {
  const host = await openHost(options);
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const { root, request, overrides, isRecorded } = await openSample(host, options.assetsDirectory, signal);
    const [ports, workflow] = await Promise.all([host.portsFor(root, overrides), host.workflow('solve')]);
    const session = createRun(ports, { runId: newRunId(), request, workflow });
    return { session: withHost(session, host), folder: root, isRecorded };
  } catch (error) {
    await host[Symbol.asyncDispose]();
    throw error;
  }
}

function benchmarksOf(base: HostOptions): Pick<Engine, 'benchmark' | 'benchmarks' | 'suites' | 'problems'> {
  return {
    benchmark: (order, watch) => runBenchmarkOrder(hostOptions(base, order), order, watch),
    benchmarks: benchLibrary(base.dataDirectory),
    problems: suite => listProblems(suite, base),
    suites: () => listSuites(base.assetsDirectory, base.dataDirectory),
  };
}

type ReadingName = 'contents' | 'library' | 'checkpoints' | 'read' | 'diffsOf' | 'changeSet' | 'compare';

/** What is only looked at. */
function readingOf(store: RunStore): Pick<Engine, ReadingName> {
  const { contents } = store;
  const changeSet = (hash: ContentHash) => readChangeSet(hash, contents);
  return {
    contents,
    checkpoints: store.checkpoints,
    library: runLibrary(store),
    read: runId => readRunRecord(store, runId),
    diffsOf: set => fileDiffs(set, contents),
    changeSet,
    compare: (before, after) => compareChangeSets(changeSet(before), changeSet(after), contents),
  };
}

/** In a host of its own, like a run. The call is in the ledger under a name of its own instead of a run's. */
async function* explainWith(
  open: () => Promise<Host>,
  order: Explanation,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const host = await open();
  try {
    const [ports, request] = await Promise.all([host.portsFor(order.folder), requestFor(order, host)]);
    const symptoms = await admitSymptoms(order.symptoms, ports.workspace);
    const services = { ...ports, emit: () => undefined, activeMs: () => 0 };
    yield* explainSymptoms({ runId: `explain-${newRunId()}`, symptoms, request }, services, signal);
  } finally {
    await host[Symbol.asyncDispose]();
  }
}

interface Restore {
  readonly base: HostOptions;
  readonly surroundings: Surroundings;
  readonly portsFor: (host: Host, surroundings: Surroundings) => Promise<Pick<RunPorts, 'workspace'>>;
  readonly store: RunStore;
}

async function restorePlan(
  runId: string,
  { base, surroundings, portsFor, store }: Restore,
): Promise<PlannedRestore> {
  await using host = await openHost(hostOptions(base, surroundings));
  const { workspace } = await portsFor(host, surroundings);
  const plan = await planRestore(runId, {
    workspace,
    contents: store.contents,
    checkpoints: store.checkpoints,
  });
  return { ...plan, apply: () => workspace.apply(plan.operations) };
}

type OpenSession = (host: Host) => Promise<RunSession>;

/** The session, which closes its host when it is let go of. */
function withHost(session: RunSession, host: Host): RunSession {
  return {
    ...session,
    async release() {
      await session.release();
      await host[Symbol.asyncDispose]();
    },
  };
}

function hostOptions(
  base: HostOptions,
  { settings, keys }: Pick<Surroundings, 'settings' | 'keys'>,
): HostOptions {
  const baseUrls = {
    openai: settings['openai.baseUrl'],
    anthropic: settings['anthropic.baseUrl'],
    gemini: settings['gemini.baseUrl'],
    ollama: settings['ollama.host'],
  };
  return {
    ...base,
    keys,
    settings: {
      ...base.settings,
      sandbox: settings['sandbox.backend'],
      models: modelSettingsOf(settings),
      headers: { openai: settings['openai.headers'] },
      install: settings['dependencies.install'],
      ...sandboxSettings(settings),
      secretFiles: settings['workspace.secretFiles'],
      baseUrls: Object.fromEntries(Object.entries(baseUrls).filter(([, url]) => url !== '')),
      ...(settings['docker.host'] !== '' && { dockerHost: settings['docker.host'] }),
    },
  };
}

function sandboxSettings(settings: ForgeSettings) {
  const image = settings['sandbox.image'];
  const packageSource = settings['sandbox.packageSource'];
  const bases = { python: settings['sandbox.pythonBaseImage'], node: settings['sandbox.nodeBaseImage'] };
  return {
    memoryMb: settings['sandbox.memoryMb'],
    cpus: settings['sandbox.cpus'],
    baseImages: Object.fromEntries(Object.entries(bases).filter(([, base]) => base !== '')),
    ...(image !== '' && { image }),
    // Nobody's wish: an image that was built from somewhere else may stay.
    ...(packageSource !== 'auto' && { packageSource }),
  };
}

async function requestFor(
  { task = '', attachments = [], follows = [], settings }: Partial<TaskOrder> & Pick<TaskOrder, 'settings'>,
  host: Host,
): Promise<RunRequest> {
  const model = settings.model === '' ? null : host.modelNamed(settings.model);
  return {
    task,
    attachments,
    ...(follows.length > 0 && { follows }),
    model,
    tiers: model === null ? await tiersOf(host) : { simple: [model], medium: [model], hard: [model] },
    routing: host.settings.routing,
    check: settings.check.trim() || null,
    softCheck: settings['sandbox.softCheck'],
    limits: {
      ...defaultLimits,
      maxRepairs: settings.maxRepairs,
      ...host.settings.caps,
      checkTimeoutMs: settings.checkTimeoutSeconds * 1000,
      commandTimeoutMs: settings['sandbox.timeoutSeconds'] * 1000,
    },
  };
}

async function tiersOf(host: Host): Promise<ModelTiers> {
  const found = await host.models(AbortSignal.timeout(patienceMs));
  if (found !== undefined) return found.tiers;
  throw new ForgeError(
    'config.missing-key',
    'There is no model to ask. Run "CodeForge: Set API Key", or start Ollama on this machine.',
  );
}

// Looking for a local Ollama must not feel like a hang.
const patienceMs = 5_000;
