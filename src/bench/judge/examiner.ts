import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Sandbox } from '../../engine/ports/sandbox.ts';
import type { Exam } from '../suite/bench-task.ts';
import { type JudgeHarness, textFile } from './judge-harness.ts';
import { runHarness } from './run-harness.ts';
import type { ProgramEnding } from './run-programs.ts';
import { type SandboxSlot, sandboxSlot } from './sandbox-slot.ts';

/** Tests, what was asked on their behalf so far, and what came back; without an ending nothing was asked yet. */
export interface ExamOrder {
  readonly taskId: string;
  readonly exam: Exam;
  readonly ops: readonly unknown[];
  readonly lines: readonly string[];
  readonly ending: ProgramEnding | null;
}

export type ExamResult =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'failed'; readonly reason: string }
  /** The tests ask for this, of which some has not been asked yet. */
  | { readonly verdict: 'more'; readonly ops: readonly unknown[] };

export interface Examiner extends AsyncDisposable {
  /** In the order of the orders. Throws what a sandbox throws, and ForgeError `config.invalid` for tests that are none. */
  examine(orders: readonly ExamOrder[], signal: AbortSignal): Promise<readonly ExamResult[]>;
}

export interface ExaminerOptions {
  readonly openSandbox: () => Promise<Sandbox>;
  readonly harness: JudgeHarness;
}

/** Runs tests in a sandbox of its own, in which no program ever is. */
export function openExaminer(options: ExaminerOptions): Examiner {
  return new SandboxedExaminer(options);
}

class SandboxedExaminer implements Examiner {
  readonly #harness: JudgeHarness;
  readonly #slot: SandboxSlot;
  #lastFile: string | undefined;

  constructor(options: ExaminerOptions) {
    this.#harness = options.harness;
    this.#slot = sandboxSlot(options.openSandbox);
  }

  async examine(orders: readonly ExamOrder[], signal: AbortSignal): Promise<readonly ExamResult[]> {
    // Also where there is nothing to examine yet: whoever warms up wants it.
    await this.#slot.get();
    const results: ExamResult[] = [];
    while (results.length < orders.length) {
      const batch = batchFrom(orders, results.length);
      const told = await this.#runBatch(batch, signal);
      results.push(...told);
      // What a program answered was too much for its own tests: they hang on it, or have taken the memory.
      if (told.length < batch.length)
        results.push({ verdict: 'failed', reason: 'its answers are more than the tests can take' });
    }
    return results;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#slot.drop();
  }

  async #runBatch(orders: readonly ExamOrder[], signal: AbortSignal): Promise<readonly ExamResult[]> {
    const sandbox = await this.#slot.get();
    const secret = randomBytes(16).toString('hex');
    const file = `exams-${secret.slice(0, 8)}`;
    const exams = textFile(file, `${secret}\n${orders.map(toLine).join('\n')}\n`);
    const isFirst = this.#lastFile === undefined;
    const files = isFirst ? [...this.#harness.examinerFiles, exams] : [exams];
    const deleted = this.#lastFile === undefined ? [] : [this.#lastFile];
    await sandbox.write({ files, deleted }, signal);
    this.#lastFile = file;
    const reports: unknown[] = [];
    const command = this.#harness.examinerCommand(file);
    const onReport = (report: unknown) => reports.push(report);
    const end = await runHarness(sandbox, { command, secret, signal, onReport, patienceMs });
    if (reports.length === 0 && end !== 'stalled' && end.exitCode !== 0 && !end.outOfMemory)
      throw broken(end);
    return reports.map(report => readResult(report, orders));
  }
}

// Tests compare what they were given; where they compute something of their own they are done within a second.
const patienceMs = 30_000;

/** As many as fit into a work folder at once. */
function batchFrom(orders: readonly ExamOrder[], start: number): readonly ExamOrder[] {
  let end = start;
  let size = 0;
  while (end < orders.length && (end === start || size < maxBatchCharacters)) {
    size += (orders[end]?.lines ?? []).reduce((sum, line) => sum + line.length, 0);
    end += 1;
  }
  return orders.slice(start, end);
}

const maxBatchCharacters = 8 * 1024 * 1024;

function toLine({ taskId, exam, ops, lines, ending }: ExamOrder): string {
  const { helpers, tests, entry, names } = exam;
  return JSON.stringify({ helpers, tests, entry, reference: names, seed: taskId, ops, lines, ending });
}

const resultSchema = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('passed'), i: z.number() }),
  z.object({ verdict: z.literal('failed'), i: z.number(), reason: z.string() }),
  z.object({ verdict: z.literal('more'), i: z.number(), ops: z.array(z.unknown()) }),
  z.object({ verdict: z.literal('wrong-tests'), i: z.number(), reason: z.string() }),
]);

function readResult(report: unknown, orders: readonly ExamOrder[]): ExamResult {
  const { i, ...result } = resultSchema.parse(report);
  if (result.verdict !== 'wrong-tests') return result;
  throw new ForgeError(
    'config.invalid',
    `The tests of ${orders[i]?.taskId} cannot judge anything: ${result.reason}. Correct them in the suite.`,
  );
}

function broken(end: { readonly stderr: string }): Error {
  return new Error(`the examiner broke down: ${end.stderr.slice(-1000)}`);
}
