import { type ChangeSet, changeSetOf } from '../../src/engine/change/change-set.ts';
import { settled } from '../../src/engine/change/review/decisions.ts';
import { encodeText } from '../../src/engine/change/text-content.ts';
import type { ContextPatch } from '../../src/engine/phases/phase-kind.ts';
import type { ContentStore } from '../../src/engine/ports/content-store.ts';
import type { Attempt, Plan, Review, RunContext, Verdict } from '../../src/engine/run/run-context.ts';
import type { PhaseJob } from '../../src/engine/run/run-machine.ts';

/** What each phase of a run comes to, made beforehand: only the machine's own work is left to measure. */
export type SyntheticWork = (job: PhaseJob) => ContextPatch;

export interface SyntheticRun {
  /** How often the check is red before it is green. */
  readonly repairs: number;
  /** Lines of each of the three files that are changed. */
  readonly fileLines: number;
}

/** The work of a planned run on three files. All contents are stored before this returns. */
export function createSyntheticWork(
  contents: ContentStore,
  { repairs, fileLines }: SyntheticRun,
): SyntheticWork {
  const versions = Array.from({ length: repairs + 1 }, (_, version) =>
    changeFiles(contents, fileLines, version),
  );
  const output = contents.put(encodeText('AssertionError: 3 != 4\n'.repeat(40)));

  const verdictOf = (number: number): Verdict =>
    number > repairs
      ? { kind: 'passed' }
      : {
          kind: 'failed',
          errorType: 'test_error',
          fingerprint: `fingerprint-${number}`,
          headline: 'tests.test_total.TotalTest.test_rounding: AssertionError: 3 != 4',
          digest: output,
          knownBefore: [],
        };
  const attemptAt = (number: number, { changeSet }: RunContext): Attempt => ({
    number,
    changeSet: changeSet.hash,
    command: check.command,
    backend: 'embedded',
    verdict: verdictOf(number),
    exitCode: number > repairs ? 0 : 1,
    durationMs: 1,
    output,
  });
  const patchFrom: Readonly<Record<string, (context: RunContext) => ContextPatch>> = {
    prepare: () => ({ check }),
    plan: () => ({ plan }),
    code: () => changed(versions[0]),
    execute: context => {
      const { attempts } = context;
      return { attempts: [...attempts, attemptAt(attempts.length + 1, context)] };
    },
    review: () => ({ review }),
    repair: ({ attempts }) => changed(versions[attempts.length]),
    apply: ({ decisions }) => {
      const { pending } = decisions;
      if (pending === null) throw new Error('nothing was decided, and yet apply was reached');
      return { decisions: settled(decisions, pending), accepted: pending.accepted };
    },
  };
  return ({ phaseId, context }) => patchFrom[phaseId]?.(context) ?? {};
}

function changed(changeSet: ChangeSet | undefined): ContextPatch {
  if (changeSet === undefined) throw new Error('there are more repairs than change sets');
  return { changeSet, summary: 'Rounds each line before the lines are summed.' };
}

/** Every fiftieth line of each file differs from the base, and from version to version. */
function changeFiles(contents: ContentStore, fileLines: number, version: number): ChangeSet {
  const put = (path: string, change: string) => {
    const lines = Array.from({ length: fileLines }, (_, index) =>
      index % 50 === 7
        ? `    total += ${change}  # line ${index}`
        : `    value_${index} = ${path.length} * ${index}`,
    );
    return contents.put(encodeText(`# ${path}\n${lines.join('\n')}\n`));
  };
  const paths = ['shop/money.py', 'shop/order.py', 'shop/invoice.py'];
  const files = paths.map(path => {
    const change = {
      base: put(path, 'amount'),
      next: put(path, `round(amount, ${version})`),
      executable: false,
    };
    return [path, change] as const;
  });
  return changeSetOf(Object.fromEntries(files), contents);
}

const check = {
  command: 'python3 -m unittest',
  source: 'workspace',
  language: 'python',
  protectedPaths: ['tests/test_total.py'],
} as const;

const plan: Plan = {
  subtasks: [1, 2, 3].map(id => ({
    id,
    description: 'Round each line of the order to cents before it is added to the total.',
    dependencies: id === 1 ? [] : [id - 1],
    complexity: 'simple',
  })),
  reasoning: 'The total is rounded once at its end; each line must be rounded by itself.',
};

const review: Review = {
  rootCause: 'The discount is taken from the rounded sum.',
  errorType: 'test_error',
  fixDescription: 'Take the discount from each line.',
  confidence: 0.8,
  changesMade: '',
};
