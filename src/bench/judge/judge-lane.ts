import type { Sandbox } from '../../engine/ports/sandbox.ts';
import { type BenchTask, programOf } from '../suite/bench-task.ts';
import { type Examiner, type ExamOrder, openExaminer } from './examiner.ts';
import type { JudgeHarness } from './judge-harness.ts';
import { type ProgramRunner, programRunner } from './run-programs.ts';
import type { Verdict } from './verdict.ts';

/** A completion with the task that it wants to solve. */
export interface JudgeItem {
  readonly task: BenchTask;
  readonly completion: string;
}

/** One worker of a judge: a sandbox for programs, and another one for their examiner. */
export interface JudgeLane extends AsyncDisposable {
  /** Opens its sandboxes ahead of the first completion. */
  warmUp(signal: AbortSignal): Promise<void>;
  /** In the order of the items. Throws what a sandbox throws. */
  judge(items: readonly JudgeItem[], signal: AbortSignal): Promise<readonly Verdict[]>;
}

export interface JudgeLaneOptions {
  readonly openSandbox: () => Promise<Sandbox>;
  readonly harness: JudgeHarness;
  /** For tasks that have no limit of their own. */
  readonly timeoutSeconds: number;
  /** What the tests of a task ask before they have seen any answer, by the task's id. Shared by all lanes. */
  readonly firstOps: Map<string, readonly unknown[]>;
}

export function openJudgeLane(options: JudgeLaneOptions): JudgeLane {
  const programs = programRunner(options);
  const examiner = openExaminer(options);
  return {
    async warmUp(signal) {
      const job = { ...noProgram, timeoutSeconds: options.timeoutSeconds };
      await Promise.all([programs.run([job], signal), examiner.examine([], signal)]);
    },
    judge: (items, signal) => judgeItems(items, { programs, examiner, options, signal }),
    async [Symbol.asyncDispose]() {
      await Promise.all([programs[Symbol.asyncDispose](), examiner[Symbol.asyncDispose]()]);
    },
  };
}

const noProgram = { program: '', files: {}, ops: [] };

interface Judging {
  readonly programs: ProgramRunner;
  readonly examiner: Examiner;
  readonly options: JudgeLaneOptions;
  readonly signal: AbortSignal;
}

/** Asks the programs what the tests want to know, until the tests know enough. */
async function judgeItems(items: readonly JudgeItem[], judging: Judging): Promise<readonly Verdict[]> {
  const { programs, examiner, options, signal } = judging;
  await learnFirstOps(items, judging);
  const verdicts = new Map<number, Verdict>();
  let open = items.map(({ task, completion }, index) => ({
    index,
    task,
    program: programOf(task, completion),
    ops: options.firstOps.get(task.id) ?? [],
  }));
  for (let round = 0; open.length > 0; round += 1) {
    const jobs = open.map(({ task, program, ops }) => {
      const timeoutSeconds = task.timeoutSeconds ?? options.timeoutSeconds;
      return { program, files: task.files, ops, timeoutSeconds };
    });
    const answers = await programs.run(jobs, signal);
    const orders = open.map(({ task, ops }, at): ExamOrder => {
      const { lines = [], ending = 'harness' } = answers[at] ?? {};
      return { taskId: task.id, exam: task.exam, ops, lines, ending };
    });
    const results = await examiner.examine(orders, signal);
    const next: typeof open = [];
    for (const [at, result] of results.entries()) {
      const item = open[at];
      if (item === undefined) continue;
      const task_id = item.task.id;
      if (result.verdict === 'passed') verdicts.set(item.index, { task_id, passed: true, reason: '' });
      else if (result.verdict === 'failed')
        verdicts.set(item.index, { task_id, passed: false, reason: result.reason });
      else if (round < maxRounds) next.push({ ...item, ops: result.ops });
      else verdicts.set(item.index, { task_id, passed: false, reason: 'answers differently each time' });
    }
    open = next;
  }
  return items.map((_, index) => verdictAt(verdicts, index));
}

// Tests of the known suites take one. A program that answers by chance could lead them astray for ever.
const maxRounds = 40;

async function learnFirstOps(items: readonly JudgeItem[], judging: Judging): Promise<void> {
  const { examiner, options, signal } = judging;
  const unknown = new Map(items.map(({ task }) => [task.id, task]));
  for (const id of options.firstOps.keys()) unknown.delete(id);
  if (unknown.size === 0) return;
  const tasks = [...unknown.values()];
  const results = await examiner.examine(
    tasks.map(({ id, exam }) => ({ taskId: id, exam, ops: [], lines: [], ending: null })),
    signal,
  );
  for (const [at, result] of results.entries()) {
    const task = tasks[at];
    if (task !== undefined && result.verdict === 'more') options.firstOps.set(task.id, result.ops);
  }
}

function verdictAt(verdicts: ReadonlyMap<number, Verdict>, index: number): Verdict {
  const verdict = verdicts.get(index);
  if (verdict === undefined) throw new Error(`completion ${index} was not judged`);
  return verdict;
}
