import type { AgentPrompt } from '../agents/agent-prompt.ts';
import type { PriceOverrides } from '../cost/price-table.ts';
import type { AnswerMemory } from '../ports/answer-memory.ts';
import type { Clock } from '../ports/clock.ts';
import type { Diagnostics } from '../ports/diagnostics.ts';
import type { OpenModel } from '../ports/model.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { OpenSandbox, SandboxArtifacts } from '../ports/sandbox.ts';
import type { Workspace } from '../ports/workspace.ts';
import type { CallPolicy } from '../resilience/call-policy.ts';
import type { Providers } from '../resilience/providers.ts';
import type { AgentRole } from '../workflow/workflow.ts';
import type { RunEventSink } from './run-events.ts';

/** Everything a run needs from outside. Passed as a parameter; there is no container. */
export interface RunPorts {
  readonly openModel: OpenModel;
  /** Left out: every question is asked. */
  readonly answers?: AnswerMemory;
  readonly openSandbox: OpenSandbox;
  /** Throws ForgeError `sandbox.unavailable` when no sandbox can be opened now: asked before anything is paid for. */
  readonly needSandbox?: (signal: AbortSignal) => Promise<void>;
  /** Missing where there is no editor. */
  readonly diagnostics?: Diagnostics;
  readonly workspace: Workspace;
  readonly store: RunStore;
  /**
   * For artifacts that somebody has asked for: called after each attempt with what its check has made. Returns what
   * became of them, as full sentences. Left out: they go with the sandbox.
   */
  readonly keepArtifacts?: (attempt: number, artifacts: SandboxArtifacts) => Promise<readonly string[]>;
  readonly clock: Clock;
  readonly prompts: Readonly<Record<AgentRole, AgentPrompt>>;
  readonly prices: PriceOverrides;
  /** What checkpoints may take on disk, in bytes; `defaultCheckpointBytes` when left out. */
  readonly maxCheckpointBytes?: number;
  readonly callPolicy: CallPolicy;
  /** Shared by all runs of the process. */
  readonly providers: Providers;
}

/** What a phase's work may use: the ports, and the run's own ear and stop-watch. */
export interface PhaseServices extends RunPorts {
  readonly emit: RunEventSink;
  /** Working time of the run so far, without waiting for a person. */
  readonly activeMs: () => number;
}
