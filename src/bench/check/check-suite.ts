import type { JudgeItem } from '../judge/judge-lane.ts';
import type { Judge } from '../judge/open-judge.ts';
import type { BenchTask } from '../suite/bench-task.ts';
import type { Suite } from '../suite/open-suite.ts';

/** A program of the suite itself, of which it is known how it comes out, and how it did. */
export interface CheckedProgram {
  readonly taskId: string;
  readonly program: KnownProgram;
  /** For a wrong program; else ''. */
  readonly mistake: string;
  readonly tests: 'hidden' | 'examples';
  readonly expected: 'passed' | 'failed';
  readonly passed: boolean;
  /** Why it failed, in words; '' when it passed. */
  readonly reason: string;
}

type KnownProgram = 'reference' | 'starter' | 'wrong';

/**
 * Puts the suite itself to the test: a reference passes the examples and the hidden tests, unless the manifest knows
 * that it is bad; what a task starts with fails both; a wrong program fails the hidden tests. Throws what the judge
 * throws.
 */
export async function* checkSuite(
  suite: Suite,
  judge: Judge,
  signal: AbortSignal,
): AsyncIterable<CheckedProgram> {
  const trials = suite.tasks.flatMap(task => trialsOf(task, suite));
  const items = (async function* () {
    for (const { item } of trials) yield item;
  })();
  let judged = 0;
  for await (const { passed, reason } of judge.judge(items, signal)) {
    const trial = trials[judged];
    if (trial === undefined) throw new Error('the judge has judged more than it was given');
    const { item: _, ...known } = trial;
    yield { ...known, passed, reason };
    judged += 1;
  }
}

/** Whether a program came out as the suite has it. */
export function isAsExpected({ expected, passed }: CheckedProgram): boolean {
  return passed === (expected === 'passed');
}

type Trial = Omit<CheckedProgram, 'passed' | 'reason'> & { readonly item: JudgeItem };

function trialsOf(task: BenchTask, { manifest }: Suite): readonly Trial[] {
  const { id, reference, starter, wrong, examples } = task;
  // Whole programs all but the reference, where that is a completion.
  const whole = { ...task, prefix: '' };
  // What tests ask first is kept by the task's name.
  const asExample = examples === null ? null : { id: `${id}, examples`, exam: examples };
  const common = { taskId: id, mistake: '', tests: 'hidden' } as const;
  const isBad = Object.hasOwn(manifest.knownBad, id);
  const trials: Trial[] = [
    {
      ...common,
      program: 'reference',
      expected: isBad ? 'failed' : 'passed',
      item: { task, completion: reference },
    },
  ];
  if (asExample !== null && !isBad)
    trials.push({
      ...common,
      program: 'reference',
      tests: 'examples',
      expected: 'passed',
      item: { task: { ...task, ...asExample }, completion: reference },
    });
  if (starter !== '') {
    const started = { ...common, program: 'starter', expected: 'failed' } as const;
    trials.push({ ...started, item: { task: whole, completion: starter } });
    if (asExample !== null)
      trials.push({
        ...started,
        tests: 'examples',
        item: { task: { ...whole, ...asExample }, completion: starter },
      });
  }
  for (const [mistake, completion] of Object.entries(wrong))
    trials.push({
      ...common,
      program: 'wrong',
      mistake,
      expected: 'failed',
      item: { task: whole, completion },
    });
  return trials;
}
