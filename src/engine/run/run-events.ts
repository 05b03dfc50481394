import type { HunkVerdict } from '../change/review/decisions.ts';
import type { HunkId } from '../change/review/file-proposal.ts';
import type { ChangeSummary } from '../change/summarize-changes.ts';
import type { CheckSource } from '../check/check.ts';
import type { Failure } from '../failure.ts';
import type { ContentHash } from '../ports/content-store.ts';
import type { ModelCallOutcome, RunOutcomeKind } from '../ports/run-store.ts';
import type { CallNotice } from '../resilience/call-notice.ts';
import type { Complexity } from '../routing/classify-complexity.ts';
import type { RoutingDecision } from '../routing/route-call.ts';
import type { SoftFinding } from '../soft-check/soft-finding.ts';
import type { AgentRole, PhaseKindName } from '../workflow/workflow.ts';
import type { Attempt, Feedback, Reproduction } from './run-context.ts';

/**
 * What happens in a run, as facts. `StreamEvent`s are for the eye: only the end of them is kept, see StreamKeeper; the
 * others are stored.
 */
export type RunEvent = StoredRunEvent | StreamEvent;

/** An event as everybody outside sees it: `--json` prints one a line. `at` is milliseconds since the epoch. */
export type RunEventEnvelope = RunEvent & { readonly runId: string; readonly at: number };

/** Takes events; it must not throw and must not wait. */
export type RunEventSink = (event: RunEvent) => void;

export type StreamEvent =
  | {
      readonly type: 'model.text.delta';
      readonly phase: string;
      readonly agent: AgentRole;
      readonly text: string;
    }
  | {
      readonly type: 'model.reasoning.delta';
      readonly phase: string;
      readonly agent: AgentRole;
      readonly text: string;
    }
  | {
      readonly type: 'terminal.chunk';
      readonly phase: string;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
    }
  | { readonly type: 'sandbox.progress'; readonly phase: string; readonly message: string };

export type StoredRunEvent =
  | RunStarted
  | { readonly type: 'run.resumed'; readonly state: string }
  | { readonly type: 'run.paused'; readonly phase: string; readonly failure: Failure }
  | { readonly type: 'run.cancelling' }
  | RunFinished
  | {
      readonly type: 'phase.started';
      readonly phase: string;
      readonly kind: PhaseKindName | 'prepare';
      readonly visit: number;
    }
  | PhaseFinished
  | ModelRouted
  | AgentBriefed
  | {
      readonly type: 'model.call.start';
      readonly phase: string;
      readonly agent: Caller;
      readonly model: string;
      readonly callId: string;
      readonly worstCaseUsd: number | null;
    }
  | ModelCallEnd
  | ToldCall
  | ToolFinished
  | FailureReproduced
  | { readonly type: 'check.chosen'; readonly command: string; readonly source: CheckSource }
  | {
      readonly type: 'softcheck.warned';
      readonly phase: string;
      readonly findings: readonly SoftFinding[];
    }
  | {
      readonly type: 'attempt.started';
      readonly attempt: number;
      readonly command: string;
      readonly backend: Attempt['backend'];
    }
  | AttemptFinished
  | { readonly type: 'plan.proposed'; readonly phase: string; readonly subtasks: number }
  | { readonly type: 'plan.decided'; readonly isApproved: boolean; readonly subtasks: number }
  | { readonly type: 'changes.proposed'; readonly changes: readonly ChangeSummary[] }
  | ChangesDecided
  | { readonly type: 'changes.revised'; readonly version: 1; readonly feedback: readonly Feedback[] };

export interface RunStarted {
  readonly type: 'run.started';
  readonly task: string;
  readonly workflow: string;
  readonly workspace: string;
  readonly complexity: Complexity;
}

export interface PhaseFinished {
  readonly type: 'phase.finished';
  readonly phase: string;
  readonly visit: number;
  readonly durationMs: number;
  readonly outcome: 'done' | 'failed' | 'cancelled';
  /** Why it failed; null unless it did. */
  readonly failure: Failure | null;
}

/** Who asks a model: an agent, whoever judges a task before there are any, or whoever explains an error outside of runs. */
export type Caller = AgentRole | 'classifier' | 'explainer';

/** Which model an agent asks from now on in this visit, and why. */
export interface ModelRouted extends RoutingDecision {
  readonly type: 'model.routed';
  readonly phase: string;
  /** Names the visit, for example `code#1`. */
  readonly visit: string;
}

/** What an agent is told when a visit begins; the texts lie in the store. */
export interface AgentBriefed {
  readonly type: 'agent.briefed';
  readonly phase: string;
  readonly visit: string;
  readonly agent: AgentRole;
  readonly promptVersion: number;
  readonly system: ContentHash;
  readonly opening: ContentHash;
}

/** A call that does not simply go through: it waits, or goes elsewhere. */
export type ToldCall = CallNotice & { readonly phase: string; readonly agent: Caller };

export interface ModelCallEnd extends ModelCallOutcome {
  readonly type: 'model.call.end';
  readonly phase: string;
  readonly agent: Caller;
  readonly model: string;
  readonly callId: string;
}

export interface ToolFinished {
  readonly type: 'tool.finished';
  readonly phase: string;
  readonly agent: AgentRole;
  readonly tool: string;
  /** The path, command or query it was about. */
  readonly subject: string;
  readonly isError: boolean;
  /** The first line of the answer. */
  readonly note: string;
}

/** What was seen of the failure before anything was changed. */
export interface FailureReproduced extends Reproduction {
  readonly type: 'failure.reproduced';
  readonly phase: string;
}

export interface AttemptFinished {
  readonly type: 'attempt.finished';
  readonly attempt: number;
  readonly verdict: 'passed' | 'failed';
  /** Empty when it passed. */
  readonly headline: string;
  readonly exitCode: number | null;
  readonly durationMs: number;
}

/** What a person has said just now. */
export interface ChangesDecided {
  readonly type: 'changes.decided';
  /** Of this event's own fields; a reader that knows another one leaves it alone. */
  readonly version: 1;
  /** Paths of which anything is accepted, by this and earlier decisions. */
  readonly accepted: readonly string[];
  /** Hunks about which something else holds now than before. */
  readonly hunks: Readonly<Record<HunkId, HunkVerdict | 'undecided'>>;
}

/** Always the last event of a run in this process. */
export interface RunFinished {
  readonly type: 'run.finished';
  readonly outcome: RunOutcomeKind;
  readonly attempts: number;
  readonly repairs: number;
  /** Null when the price of any call is not known; never silently zero. */
  readonly costUsd: number | null;
  readonly usage: UsageTotals;
  readonly changes: readonly ChangeSummary[];
  readonly applied: readonly string[];
  readonly verdict: 'passed' | 'failed' | null;
  readonly failure: Failure | null;
}

export interface UsageTotals {
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
}
