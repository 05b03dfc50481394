import type { ModelId } from '../ports/model.ts';
import type { ModelTiers } from '../routing/model-tiers.ts';
import type { RoutingWish } from '../routing/routing-wish.ts';
import type { SoftCheckMode } from '../soft-check/soft-finding.ts';
import type { Symptoms } from '../symptoms/symptoms.ts';
import type { FormerRun } from './former-run.ts';

/** What a person asked for, complete and as plain data: it is stored with the run and resumes it. */
export interface RunRequest {
  readonly task: string;
  readonly attachments: readonly Attachment[];
  /** The conversation that it goes on from, oldest run first. Left out: it stands alone. */
  readonly follows?: readonly FormerRun[];
  /** What is to be mended, for the workflow `fix`; as boundSymptoms leaves it. */
  readonly symptoms?: Symptoms;
  /** Overrides the tiers. */
  readonly model: ModelId | null;
  readonly tiers: ModelTiers;
  readonly routing: RoutingWish;
  /** The user's own check command; nothing else then decides. */
  readonly check: string | null;
  /** What becomes of code that calls for processes, the network, deletion or introspection. */
  readonly softCheck: SoftCheckMode;
  readonly limits: RunLimits;
}

/** Something the user pointed at, such as the file they have open. */
export interface Attachment {
  readonly path: string;
  /** Present for a selection; lines from 1, both included. */
  readonly selection?: { readonly startLine: number; readonly endLine: number; readonly text: string };
  /** What the editor complains about in the file, a line each. */
  readonly problems?: readonly string[];
}

export interface RunLimits {
  readonly maxRepairs: number;
  /** Null: no cap. */
  readonly maxCostUsd: number | null;
  /** Of all runs together since midnight, and since the first of the month. */
  readonly maxCostPerDayUsd: number | null;
  readonly maxCostPerMonthUsd: number | null;
  /** Of all runs of the benchmark that this one is a part of; left out for any other run. */
  readonly maxCostOfBenchmarkUsd?: number | null;
  readonly maxTokens: number | null;
  /** Model calls in one visit of a phase. */
  readonly maxSteps: number;
  /** Working time of the whole run, without waiting for a person. */
  readonly maxWallMs: number;
  readonly checkTimeoutMs: number;
  /** The most that one command of an agent may take; it can ask for less. */
  readonly commandTimeoutMs: number;
  readonly maxOutputTokens: number;
}

/** Long enough for a cold `npm test`; the caps stop a loop, not honest work. */
export const defaultLimits: RunLimits = {
  maxRepairs: 3,
  maxCostUsd: null,
  maxCostPerDayUsd: null,
  maxCostPerMonthUsd: null,
  maxTokens: null,
  maxSteps: 40,
  maxWallMs: 30 * 60_000,
  checkTimeoutMs: 120_000,
  commandTimeoutMs: 30_000,
  maxOutputTokens: 8_192,
};

/** Longer tasks are refused at the door: they would not fit beside the code in most models' context. */
export const maxTaskCharacters = 50_000;
