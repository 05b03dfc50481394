import type { ChangeSet } from '../change/change-set.ts';
import type { Message, ModelId } from '../ports/model.ts';
import type { SandboxLanguage } from '../ports/sandbox.ts';
import type { RunLimits } from '../run/run-request.ts';
import type { SoftCheckMode } from '../soft-check/soft-finding.ts';
import type { AgentPrompt } from './agent-prompt.ts';

/** One visit of an agent: who is asked, what about, and within which limits. */
export interface AgentCall {
  readonly runId: string;
  readonly phase: string;
  /** Names the visit in the journal, for example `code#1`. */
  readonly visit: string;
  readonly prompt: AgentPrompt;
  readonly model: ModelId;
  /** Whom to ask when that one cannot be asked, in this order. */
  readonly others: readonly ModelId[];
  /** The model of the most expensive tier: what the same tokens would have cost there is kept beside the cost. */
  readonly topModel: ModelId;
  /** The attempt at the check that this works towards, from 1. */
  readonly attempt: number;
  /** An earlier conversation to go on from; empty for a fresh one. */
  readonly history: readonly Message[];
  /** What the agent is told now. */
  readonly opening: string;
  readonly changeSet: ChangeSet;
  readonly protectedPaths: readonly string[];
  readonly language: SandboxLanguage;
  readonly limits: RunLimits;
  readonly softCheck: SoftCheckMode;
}
