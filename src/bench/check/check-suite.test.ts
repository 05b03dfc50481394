import assert from 'node:assert/strict';
import type { Judge } from '../judge/open-judge.ts';
import type { BenchTask } from '../suite/bench-task.ts';
import type { Suite } from '../suite/open-suite.ts';
import { type CheckedProgram, checkSuite, isAsExpected } from './check-suite.ts';

const exam = { helpers: '', tests: 'hidden', entry: null, names: null };
const task: BenchTask = {
  id: 'a',
  category: 'x',
  difficulty: 'easy',
  prompt: 'Write.',
  prefix: 'head ',
  starter: 'start',
  files: {},
  visibleTests: 'examples',
  examples: { ...exam, tests: 'examples' },
  exam,
  timeoutSeconds: null,
  reference: 'right',
  wrong: { 'off by one': 'one', 'mixed up': 'mixed' },
};

/** Knows which programs pass which tests, and keeps what it was asked. */
function knowingJudge(passing: ReadonlySet<string>): Judge & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async *judge(items) {
      for await (const { task: of, completion } of items) {
        const program = `${of.prefix}${completion}, ${of.exam.tests}`;
        asked.push(`${of.id}: ${program}`);
        const passed = passing.has(program);
        yield { task_id: of.id, passed, reason: passed ? '' : 'it is wrong' };
      }
    },
    warmUp: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

describe('checking a suite', () => {
  const right = new Set(['head right, hidden', 'head right, examples']);

  it('asks for each program what it is known for, and takes the suite’s word for none', async () => {
    const judge = knowingJudge(right);
    const checked = await check([task], judge);

    assert.deepEqual(judge.asked, [
      'a: head right, hidden',
      'a, examples: head right, examples',
      'a: start, hidden',
      'a, examples: start, examples',
      'a: one, hidden',
      'a: mixed, hidden',
    ]);
    assert.deepEqual(checked.map(isAsExpected), [true, true, true, true, true, true]);
  });

  const surprises = {
    'a reference that fails the hidden tests': [['head right, examples'], 'reference', 'hidden'],
    'a reference that fails the examples': [['head right, hidden'], 'reference', 'examples'],
    'a starter that passes the examples': [[...right, 'start, examples'], 'starter', 'examples'],
    'a starter that passes the hidden tests': [[...right, 'start, hidden'], 'starter', 'hidden'],
    'a wrong program that passes': [[...right, 'mixed, hidden'], 'wrong', 'hidden'],
  } as const;
  for (const [name, [passing, program, tests]] of Object.entries(surprises)) {
    it(`finds ${name}`, async () => {
      const checked = await check([task], knowingJudge(new Set(passing)));
      const found = checked.filter(one => !isAsExpected(one));

      assert.deepEqual(
        found.map(({ taskId, program: of, tests: by }) => [taskId, of, by]),
        [['a', program, tests]],
      );
    });
  }

  it('expects of a reference that is known to be bad that it fails', async () => {
    const bare = { ...task, starter: '', wrong: {} };
    const knownBad = { a: 'Its test is wrong.' };
    const [failing, ...others] = await check([bare], knowingJudge(new Set()), knownBad);
    const [passing] = await check([bare], knowingJudge(right), knownBad);

    assert.deepEqual(
      [failing, passing].map(one => one !== undefined && isAsExpected(one)),
      [true, false],
    );
    assert.deepEqual(others, []);
  });
});

async function check(
  tasks: readonly BenchTask[],
  judge: Judge,
  knownBad: Readonly<Record<string, string>> = {},
): Promise<readonly CheckedProgram[]> {
  const manifest = { title: 'x', description: 'x', format: 'tasks', timeoutSeconds: 1, knownBad } as const;
  const suite: Suite = { name: 'mine', manifest, tasks, sha256: '', source: { folder: null, data: null } };
  return Array.fromAsync(checkSuite(suite, judge, new AbortController().signal));
}
