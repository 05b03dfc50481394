import type { ChangeSet } from '../engine/change/change-set.ts';
import type { FileComparison } from '../engine/change/compare-change-sets.ts';
import type { FileDiff } from '../engine/change/file-diffs.ts';
import type { RestorePlan } from '../engine/change/review/plan-restore.ts';
import type { CheckpointStore } from '../engine/ports/checkpoint-store.ts';
import type { ContentHash, ContentStore } from '../engine/ports/content-store.ts';
import type { Diagnostics } from '../engine/ports/diagnostics.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import type { Complexity } from '../engine/routing/classify-complexity.ts';
import type { ModelTiers } from '../engine/routing/model-tiers.ts';
import type { RoutedPhase } from '../engine/routing/route-workflow.ts';
import type { FormerRun } from '../engine/run/former-run.ts';
import type { Attachment } from '../engine/run/run-request.ts';
import type { RunSession } from '../engine/run/run-session.ts';
import type { Symptoms } from '../engine/symptoms/symptoms.ts';
import type { BenchLibrary } from '../host/bench-library.ts';
import type { ProblemListing } from '../host/list-problems.ts';
import type { SuiteListing } from '../host/list-suites.ts';
import type { WorkflowChoice } from '../host/list-workflows.ts';
import type { ExtraProvider } from '../host/open-host.ts';
import type { ListResumable } from '../host/open-resumable.ts';
import type { RunRecord } from '../host/read-run-record.ts';
import type { RunLibrary } from '../host/run-library.ts';
import type { SandboxDesk } from '../host/sandbox-desk.ts';
import type { SetupStep } from '../host/sandbox-setup.ts';
import type { ConnectionReport } from '../host/test-connections.ts';
import type { BenchmarkOrder, BenchmarkWatch } from './bench/benchmark-order.ts';
import type { ForgeSettings } from './settings/forge-settings.ts';

/** The engine with everything it needs from outside, as the features of a window use it. */
export interface Engine extends AsyncDisposable {
  readonly contents: ContentStore;
  readonly library: RunLibrary;
  /** Creates a run and the session that drives it; nothing happens before its start. */
  create(order: TaskOrder): Promise<RunSession>;
  /** Copies the sample project and creates a run on it; without a model a recorded session answers. */
  sample(surroundings: Pick<Surroundings, 'settings' | 'keys'>): Promise<OpenedSampleRun>;
  /**
   * Asks a model what problems mean; yields the whole answer so far whenever there is more of it. Throws ForgeError `config.*`, `budget.exceeded` or
   * `provider.*`.
   */
  explain(order: Explanation, signal: AbortSignal): AsyncIterable<string>;
  /**
   * Takes up a stored run, or shows it where another process works at it. Throws ForgeError `run.unknown` or
   * `snapshot.incompatible`.
   */
  reopen(runId: string, surroundings: Surroundings): Promise<RunSession>;
  readonly checkpoints: CheckpointStore;
  /** What it takes to go back to before a run's change. Nothing is written before `apply`. */
  planRestore(runId: string, surroundings: Surroundings): Promise<PlannedRestore>;
  /** Asks every provider, or only one, for its models: whether it can be reached, how fast, and what is wrong. */
  testConnections(
    surroundings: Pick<Surroundings, 'settings' | 'keys'>,
    signal: AbortSignal,
    only?: string,
  ): Promise<readonly ConnectionReport[]>;
  /** What the folder's programs need in the sandbox and what is not there yet, in the order to install it. */
  missingSteps(surroundings: Surroundings): Promise<readonly SetupStep[]>;
  readonly resumable: ListResumable;
  /** A stored run as it went. Throws ForgeError `run.unknown` or `snapshot.incompatible`. */
  read(runId: string): RunRecord;
  /** What a change set does to each file. */
  diffsOf(changeSet: ChangeSet): readonly FileDiff[];
  /** What the second change set has otherwise than the first; both by hash. */
  compare(before: ContentHash, after: ContentHash): readonly FileComparison[];
  /** The change set of that hash. */
  changeSet(hash: ContentHash): ChangeSet;
  /** What a person can choose between for a run. Asks the providers for their models. */
  choices(surroundings: Pick<Surroundings, 'settings' | 'keys'>): Promise<RunChoices>;
  /** Which models a task would go to, at what price; asks nobody. */
  estimate(order: EstimateOrder): Promise<RunEstimate>;
  /** Runs a benchmark, or goes on with one; see runBench. */
  benchmark(order: BenchmarkOrder, watch: BenchmarkWatch): Promise<void>;
  readonly benchmarks: BenchLibrary;
  /** The suites that come with CodeForge. */
  suites(): Promise<readonly SuiteListing[]>;
  /** The problems of a suite that is on this machine. Throws ForgeError `config.invalid`. */
  problems(suite: string): Promise<readonly ProblemListing[]>;
  /** Sandboxes apart from runs, as the settings want them. */
  sandboxes(settings: ForgeSettings): SandboxDesk;
}

export interface OpenedSampleRun {
  readonly session: RunSession;
  /** Absolute. */
  readonly folder: string;
  readonly isRecorded: boolean;
}

export interface RunChoices {
  readonly workflows: readonly WorkflowChoice[];
  /** Undefined when there is no model at all. */
  readonly tiers: ModelTiers | undefined;
}

export interface EstimateOrder extends Surroundings {
  readonly task: string;
  readonly tiers: ModelTiers;
}

export interface RunEstimate {
  readonly complexity: Complexity;
  readonly phases: readonly RoutedPhase[];
}

export interface Explanation extends Surroundings {
  readonly symptoms: Symptoms;
}

export interface PlannedRestore extends RestorePlan {
  /** Throws ForgeError `workspace.stale-base` where a file was edited since the plan was made. */
  readonly apply: () => Promise<void>;
}

export interface TaskOrder extends Surroundings {
  readonly task: string;
  readonly attachments: readonly Attachment[];
  /** The conversation it goes on from. */
  readonly follows: readonly FormerRun[];
  /** What is to be mended: the run then goes through the workflow `fix`. Bounded and masked before it is kept. */
  readonly symptoms?: Symptoms;
}

/** What a run is driven with: as it is at that moment, also for a run that was begun earlier. */
export interface Surroundings {
  /** Absolute. */
  readonly folder: string;
  readonly settings: ForgeSettings;
  /** Secret. Never logged, stored or shown. */
  readonly keys: Readonly<Partial<Record<KeyProvider, string>>>;
}

/** The providers that ask for a key. */
export const keyProviders = ['openai', 'anthropic', 'gemini'] as const;
export type KeyProvider = (typeof keyProviders)[number];

/** What the engine needs from the window it runs in. */
export interface EngineOptions {
  /** The editor's own language models. */
  readonly editorModels: ExtraProvider;
  /** Where `prompts/`, `workflows/` and the other files that are shipped lie. */
  readonly assetsDirectory: string;
  /** The window's language servers. */
  readonly diagnostics: (contents: ContentStore) => Diagnostics;
  /** Makes a folder's writes go through the editors that have its files open. */
  readonly throughEditors: (workspace: Workspace, contents: ContentStore) => Workspace;
}
