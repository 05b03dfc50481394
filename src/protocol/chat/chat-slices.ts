import type { CardSlice, LiveSlice } from './card-slice.ts';
import type { RunSlice } from './run-slice.ts';

/** The state of the chat, in slices: a window of the conversation's cards, and what stands around them. */
export interface ChatSlices {
  readonly thread: ThreadSlice;
  readonly composer: ComposerSlice;
  readonly start: StartSlice;
  /** Answers the latest question for completions. */
  readonly completion: CompletionSlice;
  /** Runs of the open folders that can be taken up again. */
  readonly resumable: readonly ResumableRun[];
  readonly [card: `card:${string}`]: CardSlice;
  readonly [live: `live:${string}`]: LiveSlice;
}

export interface ThreadSlice {
  /** The latest run of the conversation; null before the first. */
  readonly runId: string | null;
  readonly status: RunSlice['status'] | null;
  /** One line about what is going on right now; empty when nothing is. */
  readonly activity: string;
  /** What a screen reader says when the run has moved. */
  readonly sentence: string;
  /** Of all runs of the conversation. */
  readonly total: number;
  /** Index of the first card that is told. */
  readonly from: number;
  /** Names of the cards that are told, in their order. */
  readonly cards: readonly string[];
}

export interface ComposerSlice {
  /** What was typed and not sent, as the host knows it; read once, when the chat is opened. */
  readonly draft: string;
  /** The last task that was sent and did not begin; null where all of this window did. */
  readonly returned: ReturnedTask | null;
  /** Why nothing can be sent right now; null when something can. */
  readonly blocked: string | null;
  readonly models: readonly Choice[];
  readonly model: string;
  readonly workflows: readonly Choice[];
  readonly workflow: string;
  readonly estimate: EstimateSlice | null;
  /** What is open in the editor and goes along; null when nothing is. */
  readonly attached: string | null;
  /** Whether what is sent goes on from the run before. */
  readonly isFollowUp: boolean;
}

export interface ReturnedTask {
  /** Another one each time. */
  readonly number: number;
  readonly text: string;
}

export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export interface EstimateSlice {
  /** For example `medium task, about $0.06`. */
  readonly title: string;
  /** What it is made of, a line each. */
  readonly lines: readonly string[];
}

/** What a newcomer lacks for a first run. */
export interface StartSlice {
  readonly hasFolder: boolean;
  readonly isTrusted: boolean;
  /** Undefined while it is looked for. */
  readonly model: 'found' | 'missing' | 'looking';
}

export interface CompletionSlice {
  /** Of the question; see `mention.query`. */
  readonly number: number;
  readonly items: readonly CompletionItem[];
}

export interface CompletionItem {
  /** What is inserted behind the `@`. */
  readonly text: string;
  readonly detail: string;
  readonly kind: 'file' | 'selection' | 'problems';
}

export interface ResumableRun {
  readonly runId: string;
  readonly task: string;
  /** What it waits for, in words for people. */
  readonly state: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}
