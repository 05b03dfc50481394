import type { ChangeSet } from '../change/change-set.ts';
import type { CountedPrefix } from '../cost/estimate-tokens.ts';
import type { Message, ModelId, ModelResponse } from '../ports/model.ts';
import type { ModelCallOutcome, RunStore } from '../ports/run-store.ts';
import type { AgentCall } from './agent-call.ts';

/** What one visit of an agent has come to. Folded from the journal, so that any process can go on from it. */
export interface AgentState {
  readonly messages: readonly Message[];
  readonly changeSet: ChangeSet;
  /** Model answers so far. */
  readonly steps: number;
  /** An answer whose tool calls have not been run yet. */
  readonly pending: ModelResponse | null;
  /** How often each call was made on each state of the files. */
  readonly repeats: Readonly<Record<string, number>>;
  /** Answers in a row that called no tool. */
  readonly idle: number;
  /** What the submit tool was called with, once it was accepted. */
  readonly submission: unknown;
  /** How long the conversation was when this model's vendor last counted it: makes the next estimate tight. */
  readonly counted: (CountedPrefix & { readonly model: ModelId }) | null;
}

export type JournalRecord =
  | {
      readonly kind: 'answer';
      readonly model: ModelId;
      readonly callId: string;
      readonly outcome: ModelCallOutcome;
      readonly response: ModelResponse;
    }
  | ShrunkRecord
  | ActedRecord;

/** The conversation as it goes on, after it had become too long for the model. */
export interface ShrunkRecord {
  readonly kind: 'shrunk';
  readonly messages: readonly Message[];
}

export type AnswerRecord = Extract<JournalRecord, { kind: 'answer' }>;

/** The reaction to an answer: tool results, or words where it called none. */
export interface ActedRecord {
  readonly kind: 'acted';
  readonly message: Message | null;
  readonly changeSet: ChangeSet;
  readonly repeats: readonly string[];
  readonly isIdle: boolean;
  readonly submission: unknown;
}

/** The state to go on from: that of a fresh visit, or where a killed process left it. */
export function restoreAgent(call: AgentCall, store: RunStore): AgentState {
  const records = store
    .readJournal(call.runId, call.visit)
    .map(entry => JSON.parse(entry.json) as JournalRecord);
  // The process may have died between the journal and the ledger.
  const open = new Set(
    store.calls(call.runId).flatMap(({ callId, outcome }) => (outcome === null ? callId : [])),
  );
  for (const record of records) {
    if (record.kind === 'answer' && open.has(record.callId))
      store.settleCall(call.runId, record.callId, record.outcome);
  }
  return records.reduce(applyRecord, {
    messages: [...call.history, { role: 'user', text: call.opening }],
    changeSet: call.changeSet,
    steps: 0,
    pending: null,
    repeats: {},
    idle: 0,
    submission: null,
    counted: null,
  });
}

/** Writes the record down, then takes it into the state: in this order, nothing that was paid for is lost. */
export function record(
  state: AgentState,
  entry: JournalRecord,
  to: { call: AgentCall; store: RunStore },
): AgentState {
  const { runId, visit } = to.call;
  to.store.appendJournal({ runId, visit, json: JSON.stringify(entry) });
  return applyRecord(state, entry);
}

function applyRecord(state: AgentState, entry: JournalRecord): AgentState {
  if (entry.kind === 'answer') {
    return {
      ...state,
      messages: [...state.messages, assistantMessage(entry.response)],
      steps: state.steps + 1,
      counted: countedPrefix(entry, state.messages.length) ?? state.counted,
      pending: entry.response,
    };
  }
  if (entry.kind === 'shrunk') return { ...state, messages: entry.messages, counted: null };
  const repeats = { ...state.repeats };
  for (const key of entry.repeats) repeats[key] = (repeats[key] ?? 0) + 1;
  return {
    ...state,
    messages: entry.message === null ? state.messages : [...state.messages, entry.message],
    changeSet: entry.changeSet,
    pending: null,
    repeats,
    idle: entry.isIdle ? state.idle + 1 : 0,
    submission: entry.submission,
  };
}

function countedPrefix({ model, outcome }: AnswerRecord, messages: number): AgentState['counted'] {
  if (outcome.provenance !== 'reported') return null;
  const { inputTokens, cacheReadTokens, cacheWriteTokens } = outcome;
  return { model, messages, inputTokens: inputTokens + cacheReadTokens + cacheWriteTokens };
}

/** Calls of an answer that was cut off are never run, so they are not part of the conversation either. */
function assistantMessage({ text, toolCalls, stopReason }: ModelResponse): Message {
  const calls = stopReason === 'length' ? [] : toolCalls;
  // Some vendors refuse an assistant message with nothing in it.
  return {
    role: 'assistant',
    text: text === '' && calls.length === 0 ? '(no answer)' : text,
    toolCalls: calls,
  };
}
