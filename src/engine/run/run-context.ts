import type { ChangeSet } from '../change/change-set.ts';
import type { Decisions } from '../change/review/decisions.ts';
import type { HunkId } from '../change/review/file-proposal.ts';
import type { Check } from '../check/check.ts';
import type { ErrorType } from '../diagnose/diagnosis.ts';
import type { Failure } from '../failure.ts';
import type { ContentHash } from '../ports/content-store.ts';
import type { SandboxBackend } from '../ports/sandbox.ts';
import type { Complexity } from '../routing/classify-complexity.ts';
import type { SoftFinding } from '../soft-check/soft-finding.ts';
import type { DiagnosticsEvidence } from '../symptoms/diagnostics-evidence.ts';
import type { AgentRole } from '../workflow/workflow.ts';
import type { RunRequest } from './run-request.ts';

/** What the machine remembers. Plain JSON: no classes, no Errors, no file contents (hashes instead). */
export interface RunContext {
  readonly runId: string;
  readonly request: RunRequest;
  readonly complexity: Complexity;
  /** How often each phase was entered, by id. Names the visit, and with it the journal. */
  readonly visits: Readonly<Record<string, number>>;
  /** Missing until the failure that a run is about was looked at. */
  readonly reproduction?: Reproduction;
  readonly plan: Plan | null;
  /** What a person wanted otherwise in the plans so far. Left out: nothing, or nobody was asked. */
  readonly planFeedback?: readonly string[];
  readonly check: Check | null;
  readonly changeSet: ChangeSet;
  /** Of the change set that was executed last. */
  readonly findings: readonly SoftFinding[];
  readonly attempts: readonly Attempt[];
  /** What the untouched workspace showed under the same check; null until it was needed. */
  readonly baseline: Baseline | null;
  readonly review: Review | null;
  /** The conversation of each agent, so that a later visit goes on from it. */
  readonly transcripts: Readonly<Partial<Record<AgentRole, ContentHash>>>;
  readonly summary: string | null;
  readonly decisions: Decisions;
  /** What a person wants to be different; null once an agent has been told. */
  readonly feedback: readonly Feedback[] | null;
  /** Paths of which a person has accepted anything; null until they decided. */
  readonly accepted: readonly string[] | null;
  readonly failure: Failure | null;
  /** The phase to go back to from `paused`. */
  readonly pausedIn: string | null;
  /** Phases that failed and were not required, so that the run went on without them. */
  readonly setbacks: readonly Setback[];
}

/** A person's word on a proposal. */
export interface Feedback {
  /** The hunk that it is about; null: all of it. */
  readonly hunk: HunkId | null;
  readonly text: string;
}

export interface Setback {
  readonly phase: string;
  readonly visit: number;
  readonly failure: Failure;
}

export interface Plan {
  readonly subtasks: readonly Subtask[];
  readonly reasoning: string;
  readonly checkCommand?: string;
}

export interface Subtask {
  readonly id: number;
  readonly description: string;
  readonly dependencies: readonly number[];
  readonly complexity: 'simple' | 'medium' | 'hard';
}

/** What became of the failure in the untouched workspace's copy. */
export interface Reproduction {
  /** The command that fails for the person; null where none is known. `digest` is stored. */
  readonly command: {
    readonly command: string;
    readonly outcome: 'failed' | 'passed' | 'unsupported';
    readonly digest: ContentHash;
  } | null;
  /** Whether language servers show the problems there, and so can judge a change; null where none are to be mended. */
  readonly diagnostics: 'shown' | 'not-shown' | null;
  /** Why they do not, as a full sentence; empty otherwise. */
  readonly note: string;
}

/** One execution of the check, on exactly one change set. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  readonly changeSet: ContentHash;
  readonly command: string;
  /** `editor`: nothing ran; language servers judged. */
  readonly backend: SandboxBackend | 'editor';
  /** What language servers showed of the same change set; missing where they did not judge. */
  readonly diagnostics?: DiagnosticsEvidence;
  readonly verdict: Verdict;
  readonly exitCode: number | null;
  readonly durationMs: number;
  /** The stored output, see AttemptOutput. */
  readonly output: ContentHash;
}

export type Verdict =
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed';
      readonly errorType: ErrorType;
      /** Equal for two attempts that fail in the same way. */
      readonly fingerprint: string;
      /** One line for people: the first failure. */
      readonly headline: string;
      /** The stored digest for a model. */
      readonly digest: ContentHash;
      /** Names of failures that the untouched workspace shows too. */
      readonly knownBefore: readonly string[];
    };

/** Stored as JSON under Attempt.output. */
export interface AttemptOutput {
  /** Both as CommandResult has them: long ones have a line in their middle that says how much is missing. */
  readonly stdout: string;
  readonly stderr: string;
  /** In MiB; null where the sandbox could not tell. */
  readonly peakMemoryMb: number | null;
}

export interface Baseline {
  readonly exitCode: number | null;
  /** The stored Diagnosis, as JSON. */
  readonly diagnosis: ContentHash;
}

export interface Review {
  readonly rootCause: string;
  readonly errorType: ErrorType;
  readonly fixDescription: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly changesMade: string;
}
