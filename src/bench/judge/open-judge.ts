import type { OpenSandbox, Sandbox } from '../../engine/ports/sandbox.ts';
import { readJudgeHarness } from './judge-harness.ts';
import { type JudgeItem, type JudgeLane, openJudgeLane } from './judge-lane.ts';
import type { Verdict } from './verdict.ts';

/** Judges completions with evidence of its own: see examiner.py for how. Disposing removes its sandboxes. */
export interface Judge extends AsyncDisposable {
  /**
   * In the order of the items, each as soon as it and those before it are judged; few are held at a time, however
   * many there are. Throws what a sandbox throws, and the signal's AbortError.
   */
  judge(items: AsyncIterable<JudgeItem>, signal: AbortSignal): AsyncIterable<Verdict>;
  /** Opens the sandboxes ahead of the first completion. */
  warmUp(signal: AbortSignal): Promise<void>;
}

export interface JudgeOptions {
  readonly openSandbox: OpenSandbox;
  readonly runId: string;
  /** Holds the Python files of the judge. */
  readonly harnessDirectory: string;
  /** How many completions are judged at once, each in sandboxes of its own. */
  readonly concurrency: number;
  /** For each program, from its loading to its last answer. */
  readonly timeoutSeconds: number;
  readonly onProgress?: (message: string) => void;
}

/** Starts nothing yet. */
export function openJudge(options: JudgeOptions): Judge {
  const { openSandbox, runId, harnessDirectory, concurrency, timeoutSeconds, onProgress } = options;
  const closing = new AbortController();
  const firstOps = new Map<string, readonly unknown[]>();
  const lanes: JudgeLane[] = [];
  const openAll = once(async () => {
    const harness = await readJudgeHarness(harnessDirectory);
    const open = (): Promise<Sandbox> =>
      openSandbox({
        ...{ runId, language: 'python', signal: closing.signal },
        ...(onProgress !== undefined && { onProgress }),
      });
    for (let made = 0; made < concurrency; made += 1) {
      lanes.push(openJudgeLane({ openSandbox: open, harness, timeoutSeconds, firstOps }));
    }
    return lanes;
  });
  return {
    async *judge(items, signal) {
      yield* judgeInOrder(await openAll(), items, AbortSignal.any([signal, closing.signal]));
    },
    async warmUp(signal) {
      const opened = await openAll();
      await Promise.all(opened.map(lane => lane.warmUp(AbortSignal.any([signal, closing.signal]))));
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.all(lanes.map(lane => lane[Symbol.asyncDispose]()));
    },
  };
}

/** A chunk that a lane is at, or has done. */
interface Chunk {
  readonly verdicts: Promise<readonly Verdict[]>;
  isDone: boolean;
}

/**
 * Each lane takes as much as the others leave it, so that all end at about the same time; a few chunks wait to be
 * handed on, so that one that takes long does not keep the others from working.
 */
async function* judgeInOrder(
  lanes: readonly JudgeLane[],
  items: AsyncIterable<JudgeItem>,
  signal: AbortSignal,
): AsyncIterable<Verdict> {
  const idle = [...lanes];
  const chunks: Chunk[] = [];
  let wake = Promise.withResolvers<void>();
  const iterator = items[Symbol.asyncIterator]();
  let isOver = false;
  let read: readonly JudgeItem[] = [];
  const start = (lane: JudgeLane, items: readonly JudgeItem[]): void => {
    const chunk: Chunk = { verdicts: lane.judge(items, signal), isDone: false };
    chunks.push(chunk);
    const done = (): void => {
      chunk.isDone = true;
      idle.push(lane);
      wake.resolve();
    };
    // Whoever reads the verdicts hears of a failure, in its turn.
    chunk.verdicts.then(done, done);
  };
  try {
    for (;;) {
      while (!isOver && read.length < lanes.length * maxChunk) {
        const next = await iterator.next();
        isOver = next.done === true;
        if (next.done !== true) read = [...read, next.value];
      }
      while (read.length > 0 && chunks.length < lanes.length * maxWaiting) {
        const lane = idle.pop();
        if (lane === undefined) break;
        const size = Math.min(maxChunk, Math.ceil(read.length / (idle.length + 1)));
        start(lane, read.slice(0, size));
        read = read.slice(size);
      }
      const [first] = chunks;
      if (first === undefined) return;
      if (first.isDone) {
        chunks.shift();
        yield* await first.verdicts;
        continue;
      }
      await wake.promise;
      wake = Promise.withResolvers();
    }
  } finally {
    await iterator.return?.();
  }
}

// What starting two interpreters costs is spread over so many; and so many at least are held in memory.
const maxChunk = 96;
const maxWaiting = 4;

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
