import type { ChangeSummary } from '../../engine/change/summarize-changes.ts';
import type { CapStanding, Spending } from '../../engine/cost/spending.ts';
import type { FlowEdge, FlowNode } from '../../engine/run/flow-graph.ts';
import type { FailureSlice, RunStatus } from '../chat/run-slice.ts';
import type { PhaseStatus } from '../phase-status.ts';
import type {
  BenchComparisonSlice,
  BenchmarksSlice,
  BenchPageSlice,
  BenchProblemSlice,
  BenchProgressSlice,
} from './benchmarks-slice.ts';
import type { Place } from './place.ts';
import type { SettingsSlice } from './settings-slice.ts';

/**
 * The state of the dashboard, in slices. `place` is always there; of the others those that the tab in sight needs,
 * as soon as they are known.
 */
export interface DashboardSlices {
  readonly place: Place;
  /** The run that Flow and Terminal show; null where there has never been one. */
  readonly run: ShownRun | null;
  /** Why the tab in sight has nothing to show. */
  readonly trouble: FailureSlice;
  readonly flow: FlowSlice;
  /** What is known of the chosen node of the flow. */
  readonly node: NodeSlice;
  readonly terminal: TerminalSlice;
  readonly cost: CostSlice;
  readonly history: HistorySlice;
  /** The run that was opened in the history. */
  readonly stored: StoredRunSlice;
  readonly settings: SettingsSlice;
  readonly benchmarks: BenchmarksSlice;
  /** The benchmark run that is open. */
  readonly benchPage: BenchPageSlice;
  readonly benchProblem: BenchProblemSlice;
  readonly benchComparison: BenchComparisonSlice;
  /** Null: this window runs no benchmark. */
  readonly benchProgress: BenchProgressSlice | null;
  /** What the chosen attempt printed, in pieces of equal size, so that only the last one changes while it runs. */
  readonly [piece: `output.${number}`]: string;
}

export type { CallGroup } from '../../engine/cost/sum-calls.ts';

export interface ShownRun {
  readonly runId: string;
  readonly task: string;
  readonly status: RunStatus | 'interrupted';
  /** Others that could be shown, the newest first. */
  readonly choices: readonly RunChoice[];
}

export interface RunChoice {
  readonly runId: string;
  readonly task: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface FlowSlice {
  readonly workflow: string;
  readonly nodes: readonly FlowNodeSlice[];
  readonly edges: readonly FlowEdgeSlice[];
  /** Stays in phases, in their order. */
  readonly timeline: readonly TimelineSegment[];
  readonly repairs: number;
  readonly maxRepairs: number;
}

/** How a phase stands after its last visit; one that was cut off counts as failed. */
export type NodeStatus = Exclude<PhaseStatus, 'cancelled'> | 'pending' | 'skipped';

export interface FlowNodeSlice extends FlowNode {
  readonly status: NodeStatus;
  /** How often the run came into it. */
  readonly visits: number;
  /** Until the slice was made; an active one goes on from there. */
  readonly durationMs: number;
  readonly tokens: number;
  readonly costUsd: number | null;
}

export interface FlowEdgeSlice extends FlowEdge {
  /** How often the run took it. */
  readonly taken: number;
}

export interface TimelineSegment {
  readonly phase: string;
  readonly visit: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly status: PhaseStatus;
}

export interface NodeSlice {
  readonly nodeId: string;
  readonly visits: readonly VisitSlice[];
}

/** One visit of a phase: what went in, what came out. */
export interface VisitSlice {
  readonly visit: number;
  readonly durationMs: number;
  readonly outcome: TimelineSegment['status'];
  /** Null where no agent works. */
  readonly agent: string | null;
  readonly model: string | null;
  /** Why this model, in words. */
  readonly reason: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  readonly prompt: string;
  readonly input: string;
  readonly output: string;
  readonly steps: readonly StepSlice[];
  /** The attempt at the check that was made here; null elsewhere. */
  readonly attempt: number | null;
}

/** One answer of a model. */
export interface StepSlice {
  readonly text: string;
  readonly calls: readonly CallSlice[];
}

export interface CallSlice {
  readonly tool: string;
  readonly arguments: string;
  readonly result: string;
  readonly isError: boolean;
}

export interface TerminalSlice {
  readonly attempts: readonly TerminalAttempt[];
  /** Null where none has begun. */
  readonly shown: { readonly attempt: number; readonly stream: OutputStream } | null;
  /** Number of the first piece of output that is kept: what came before is gone. */
  readonly firstPiece: number;
}

export type OutputStream = 'stdout' | 'stderr';

export interface TerminalAttempt {
  readonly number: number;
  readonly verdict: 'running' | 'passed' | 'failed';
  readonly command: string;
  readonly backend: string;
  /** The first failure in one line; empty when it passed. */
  readonly headline: string;
  readonly exitCode: number | null;
  /** Null while it runs. */
  readonly durationMs: number | null;
  readonly peakMemoryMb: number | null;
  /** Characters that are kept of each stream. */
  readonly stdout: number;
  readonly stderr: number;
}

export interface CostSlice extends Omit<Spending, 'caps'> {
  readonly caps: readonly CapSlice[];
}

export interface CapSlice extends Omit<CapStanding, 'period'> {
  readonly period: 'run' | CapStanding['period'];
}

export interface HistorySlice {
  readonly rows: readonly HistoryRow[];
  /** Of all pages. */
  readonly total: number;
  /** Which page these rows are, from 0. */
  readonly page: number;
  readonly pageSize: number;
  /** Models that can be filtered by. */
  readonly models: readonly string[];
}

export interface HistoryRow {
  readonly runId: string;
  readonly task: string;
  readonly folder: string;
  readonly status: ShownRun['status'];
  readonly createdAt: number;
  readonly durationMs: number;
  readonly attempts: number;
  readonly repairs: number;
  readonly costUsd: number | null;
}

export interface StoredRunSlice extends HistoryRow {
  readonly workspaceRoot: string;
  readonly workflow: string;
  readonly models: readonly string[];
  readonly summary: string | null;
  readonly failure: string | null;
  readonly attemptList: readonly TerminalAttempt[];
  readonly changes: readonly ChangeSummary[];
  /** A unified diff, cut where it is very long. */
  readonly diff: string;
  /** What happened, the last of it where there was very much. */
  readonly trace: readonly TraceLine[];
  /** How many lines of the trace come before those. */
  readonly traceSkipped: number;
  readonly canResume: boolean;
  /** Whether its check can be run once more, for what it makes. */
  readonly canFetchArtifacts: boolean;
}

export interface TraceLine {
  readonly at: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}
