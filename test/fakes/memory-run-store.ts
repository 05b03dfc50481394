import { countedAfter } from '../../src/engine/cost/counted.ts';
import { sumUsd } from '../../src/engine/cost/usd.ts';
import type { CheckpointStore } from '../../src/engine/ports/checkpoint-store.ts';
import type { ContentHash, ContentStore } from '../../src/engine/ports/content-store.ts';
import type { RunPage, RunSearch } from '../../src/engine/ports/run-search.ts';
import type {
  JournalEntry,
  ModelCallOutcome,
  ModelCallRecord,
  NewCall,
  NewRun,
  RunQuery,
  RunStep,
  RunStore,
  RunSummary,
  SpendingPeriods,
  SpentSums,
  StoredEvent,
  StoredRun,
  StreamTail,
} from '../../src/engine/ports/run-store.ts';
import { createMemoryCheckpoints } from './memory-checkpoints.ts';
import { searchMemory } from './search-memory.ts';

/** A run store that forgets everything with the process. It obeys the same contract as the one on disk. */
export function createMemoryRunStore(hash: (bytes: Uint8Array) => ContentHash): RunStore {
  return new MemoryRunStore(createMemoryContentStore(hash), createMemoryCheckpoints(hash));
}

/** Keeps copies, so that a caller who changes its bytes later does not change what was stored. */
export function createMemoryContentStore(hash: (bytes: Uint8Array) => ContentHash): ContentStore {
  const contents = new Map<ContentHash, Uint8Array>();
  return {
    put(bytes) {
      const name = hash(bytes);
      if (!contents.has(name)) contents.set(name, new Uint8Array(bytes));
      return name;
    },
    get(name) {
      const bytes = contents.get(name);
      if (bytes === undefined) throw new Error(`No content was ever stored under ${name}.`);
      return new Uint8Array(bytes);
    },
    has: name => contents.has(name),
  };
}

interface MemoryRun {
  stored: StoredRun;
  readonly events: StoredEvent[];
  readonly journal: JournalEntry[];
  readonly tails: Map<string, StreamTail>;
}

class MemoryRunStore implements RunStore {
  readonly contents: ContentStore;
  readonly checkpoints: CheckpointStore;
  readonly #runs = new Map<string, MemoryRun>();
  readonly #calls = new Map<string, ModelCallRecord>();
  readonly #claimed = new Set<string>();

  constructor(contents: ContentStore, checkpoints: CheckpointStore) {
    this.contents = contents;
    this.checkpoints = checkpoints;
  }

  create(run: NewRun): void {
    if (this.#runs.has(run.id)) throw new Error(`The run ${run.id} was created already.`);
    this.#runs.set(run.id, { stored: storedRun(run), events: [], journal: [], tails: new Map() });
  }

  saveStep(runId: string, step: RunStep): void {
    const run = this.#run(runId);
    const { at: updatedAt, snapshotJson, summary } = step;
    const steps = run.stored.steps + 1;
    run.stored = { ...run.stored, ...summary, updatedAt, snapshotJson, steps };
    run.events.push(...step.events.map(event => ({ ...event })));
  }

  load(runId: string): StoredRun | undefined {
    const run = this.#runs.get(runId);
    return run === undefined ? undefined : { ...run.stored };
  }

  list({ limit, workspaceRoot }: RunQuery): readonly RunSummary[] {
    return [...this.#runs.values()]
      .map(run => summaryOf(run.stored))
      .filter(run => workspaceRoot === undefined || run.workspaceRoot === workspaceRoot)
      .reverse()
      .sort((a, b) => b.createdAt - a.createdAt)
      .slice(0, limit);
  }

  search(search: RunSearch): RunPage {
    const runs = [...this.#runs.values()].map(run => summaryOf(run.stored)).reverse();
    return searchMemory(runs, search, runId => this.calls(runId));
  }

  modelsAsked(): readonly string[] {
    const asked = [...this.#calls.values()].filter(({ runId }) => this.#runs.has(runId));
    return [...new Set(asked.map(({ model }) => model))].sort();
  }

  appendEvent(runId: string, event: StoredEvent): void {
    this.#run(runId).events.push({ ...event });
  }

  events(runId: string): readonly StoredEvent[] {
    return [...(this.#runs.get(runId)?.events ?? [])];
  }

  appendJournal(entry: JournalEntry): void {
    this.#run(entry.runId).journal.push({ ...entry });
  }

  readJournal(runId: string, visit: string): readonly JournalEntry[] {
    return (this.#runs.get(runId)?.journal ?? []).filter(entry => entry.visit === visit);
  }

  keepTail(tail: StreamTail): void {
    this.#run(tail.runId).tails.set(`${tail.visit} ${tail.stream}`, { ...tail });
  }

  tails(runId: string): readonly StreamTail[] {
    const tails = [...(this.#runs.get(runId)?.tails ?? [])];
    return tails.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tail]) => tail);
  }

  openCall(runId: string, since: SpendingPeriods, decide: (spent: SpentSums) => NewCall): NewCall {
    const own = this.calls(runId);
    const call = decide({
      costUsd: countedUsd(own),
      tokens: own.reduce((sum, { counted }) => sum + counted.tokens, 0),
      dayUsd: countedUsd(this.callsSince(since.day)),
      monthUsd: countedUsd(this.callsSince(since.month)),
    });
    this.enterCall(call);
    return call;
  }

  enterCall(call: NewCall): void {
    if (this.#calls.has(nameOf(call))) throw new Error(`The model call ${call.callId} was opened already.`);
    this.#calls.set(nameOf(call), { ...structuredClone(call), outcome: null });
  }

  settleCall(runId: string, callId: string, outcome: ModelCallOutcome): void {
    const name = nameOf({ runId, callId });
    const call = this.#calls.get(name);
    if (call === undefined || call.outcome !== null) {
      throw new Error(`The run ${runId} has no open model call ${callId}.`);
    }
    const counted = countedAfter(call.counted, outcome);
    this.#calls.set(name, { ...call, counted, outcome: { ...outcome } });
  }

  calls(runId: string): readonly ModelCallRecord[] {
    return [...this.#calls.values()].filter(call => call.runId === runId);
  }

  callsSince(at: number): readonly ModelCallRecord[] {
    return [...this.#calls.values()]
      .filter(call => call.startedAt >= at)
      .sort((a, b) => a.startedAt - b.startedAt);
  }

  /** What lives in one process's memory can have no other owner. */
  claim(runId: string): boolean {
    this.#run(runId);
    this.#claimed.add(runId);
    return true;
  }

  release(runId: string): void {
    this.#claimed.delete(runId);
  }

  isWorkedAt(runId: string): boolean {
    return this.#claimed.has(runId);
  }

  /** Nor is there anybody else who could change it. */
  watch(): () => void {
    return () => {};
  }

  close(): void {}

  #run(runId: string): MemoryRun {
    const run = this.#runs.get(runId);
    if (run === undefined) throw new Error(`The run ${runId} was never created.`);
    return run;
  }
}

function storedRun(run: NewRun): StoredRun {
  const progress = { state: 'created', outcome: null, attempts: 0, repairs: 0, costUsd: 0 };
  return { ...run, ...progress, updatedAt: run.createdAt, steps: 0, snapshotJson: null };
}

function summaryOf(run: StoredRun): RunSummary {
  const { requestJson: _request, snapshotJson: _snapshot, steps: _steps, ...summary } = run;
  return summary;
}

function nameOf({ runId, callId }: Pick<ModelCallRecord, 'runId' | 'callId'>): string {
  return JSON.stringify([runId, callId]);
}

function countedUsd(calls: readonly ModelCallRecord[]): number {
  return sumUsd(calls.map(({ counted }) => counted.costUsd));
}
