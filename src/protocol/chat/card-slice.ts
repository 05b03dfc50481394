import type { ChangeSummary } from '../../engine/change/summarize-changes.ts';
import type { PhaseStatus } from '../phase-status.ts';
import type { RunSlice } from './run-slice.ts';

/** One card of the conversation: what a person asked, a visit of a phase, or how the run stands. */
export type CardSlice = AskCard | PhaseCard | RunCard;

export interface AskCard {
  readonly kind: 'ask';
  readonly task: string;
  /** Files and selections that went along, in words. */
  readonly attached: readonly string[];
}

/** The card of a run that waits for a decision, stands still or has ended. */
export interface RunCard {
  readonly kind: 'run';
  readonly run: RunSlice;
}

export interface PhaseCard {
  readonly kind: 'phase';
  readonly phase: string;
  /** How often the run has come into the phase, from 1. */
  readonly visit: number;
  readonly status: PhaseStatus;
  /** Until the slice was made; an active phase goes on from there. */
  readonly durationMs: number;
  readonly tokens: number;
  /** Null when a price is not known. */
  readonly costUsd: number | null;
  /** Who is asked, and why that one; null where no model is. */
  readonly model: ModelSlice | null;
  readonly wait: WaitSlice | null;
  readonly tools: ToolsSlice;
  readonly plan: PlanSlice | null;
  readonly attempts: readonly CardAttempt[];
  readonly changes: readonly ChangedFile[];
  readonly review: ReviewSlice | null;
  /** What the fix changed in the attempt that failed, file by file. */
  readonly comparison: readonly ComparedFile[];
  readonly failure: string | null;
}

export interface ModelSlice {
  readonly id: string;
  readonly reason: string;
}

/** A model or sandbox that is waited for. */
export interface WaitSlice {
  readonly who: string;
  readonly message: string;
  /** Until the next try, from when the slice was made; null when nobody knows. */
  readonly remainingMs: number | null;
}

export interface ToolsSlice {
  /** Of earlier calls that are not among the rows. */
  readonly omitted: number;
  readonly rows: readonly ToolRow[];
}

export interface ToolRow {
  /** From 1, in the phase's visit. */
  readonly number: number;
  readonly tool: string;
  readonly subject: string;
  readonly note: string;
  readonly isError: boolean;
}

export interface PlanSlice {
  readonly subtasks: readonly SubtaskSlice[];
  readonly reasoning: string;
  /** The run waits until a person approves it, perhaps edited, or asks for another one. */
  readonly isOpen: boolean;
}

export interface SubtaskSlice {
  readonly id: number;
  readonly description: string;
  readonly dependencies: readonly number[];
  readonly complexity: 'simple' | 'medium' | 'hard';
}

export interface CardAttempt {
  readonly number: number;
  readonly command: string;
  readonly backend: string;
  /** Null while it runs. */
  readonly verdict: 'passed' | 'failed' | null;
  readonly headline: string;
  readonly exitCode: number | null;
  readonly durationMs: number | null;
}

export interface ChangedFile extends ChangeSummary {
  /** As a unified diff without headers; empty for a binary file. */
  readonly diff: string;
  /** Lines of the diff that are left out. */
  readonly omittedLines: number;
}

export interface ReviewSlice {
  readonly rootCause: string;
  readonly fix: string;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface ComparedFile {
  readonly path: string;
  readonly rows: readonly ComparedRow[];
  readonly omittedRows: number;
}

/** A line of the failed attempt beside that of the fix; a side is null where it has no such line. */
export interface ComparedRow {
  readonly kind: 'same' | 'changed' | 'gap';
  readonly before: ComparedLine | null;
  readonly after: ComparedLine | null;
}

export interface ComparedLine {
  readonly number: number;
  readonly text: string;
}

/** What streams into a card: the end of it, as much as anybody reads in a side bar. */
export interface LiveSlice {
  readonly reasoning: TailSlice;
  readonly answer: TailSlice;
  readonly output: TailSlice;
}

export interface TailSlice {
  readonly text: string;
  /** Characters before it that are left out. */
  readonly omitted: number;
}
