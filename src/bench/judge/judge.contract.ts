import assert from 'node:assert/strict';
import path from 'node:path';
import type { OpenSandbox } from '../../engine/ports/sandbox.ts';
import type { BenchTask } from '../suite/bench-task.ts';
import { awkwardPrograms, awkwardWithProcesses, witness } from './contract/awkward-programs.contract.ts';
import { cheats } from './contract/cheats.contract.ts';
import type { JudgeItem } from './judge-lane.ts';
import { type Judge, openJudge } from './open-judge.ts';
import type { Verdict } from './verdict.ts';

interface Surroundings {
  readonly openSandbox: OpenSandbox;
  readonly hasProcesses: boolean;
  /** For a `before` hook: skips the suite where something is missing. */
  readonly need: (context: Mocha.Context) => Promise<void> | void;
}

const harnessDirectory = path.join(import.meta.dirname, 'harness');
const never = new AbortController().signal;

/** What a judge must do in any sandbox. */
export function describeJudge(name: string, { openSandbox, hasProcesses, need }: Surroundings): void {
  const open = (timeoutSeconds = 2): Judge =>
    openJudge({ openSandbox, runId: 'judge-test', harnessDirectory, concurrency: 2, timeoutSeconds });

  describe(`the judge on ${name}`, function () {
    this.timeout(1_800_000);
    before(function () {
      return need(this);
    });

    it('knows at least a hundred ways to cheat', () => {
      assert.ok(cheats.length >= 100, `${cheats.length}`);
      assert.equal(new Set(cheats.map(({ name: cheat }) => cheat)).size, cheats.length);
    });

    it('lets no cheat pass, and no right program fail that is judged among them', async () => {
      await using judge = open();
      // Where programs share a sandbox, one after each cheat; else a few.
      const right = { name: 'right', program: hasProcesses ? witness : (awkwardPrograms['plain'] ?? '') };
      const isFollowed = (index: number) => hasProcesses || index % 20 === 0;
      const all = cheats.flatMap((cheat, index) => (isFollowed(index) ? [cheat, right] : [cheat]));
      const verdicts = await collect(
        judge,
        all.map(({ program }) => item(program)),
      );
      const passed = all.filter((cheat, index) => cheat !== right && verdicts[index]?.passed === true);
      const failed = verdicts.filter((verdict, index) => all[index] === right && !verdict.passed);

      assert.deepEqual([passed.map(cheat => cheat.name), failed], [[], []]);
      assert.deepEqual(
        verdicts.filter(({ passed: isPassed, reason }) => (reason === '') !== isPassed),
        [],
      );
    });

    it('lets right programs pass, however awkward', async () => {
      await using judge = open(10);
      const programs = { ...awkwardPrograms, ...(hasProcesses && awkwardWithProcesses) };
      const verdicts = await collect(judge, Object.values(programs).map(item));
      const failed = Object.keys(programs).filter((_, index) => verdicts[index]?.passed !== true);

      assert.deepEqual(
        failed.map(awkward => [awkward, verdicts[Object.keys(programs).indexOf(awkward)]?.reason]),
        [],
      );
    });

    it('judges objects that stay with the program', async () => {
      await using judge = open(10);
      const verdicts = await collect(
        judge,
        [stack.reference, ...stackWrong].map(completion => ({ task: stack, completion })),
      );

      assert.deepEqual(
        verdicts.map(({ passed }) => passed),
        [true, false, false],
      );
      assert.match(
        verdicts[1]?.reason ?? '',
        /^assert stack\.pop\(\) == 3 does not hold; the last answer was 1$/u,
      );
      assert.match(verdicts[2]?.reason ?? '', /defines no Stack|'Stack' is not defined/u);
    });

    it('shows tests the files of the task and of the program, and none of its own', async () => {
      await using judge = open(10);
      const tests = `
assert folder.files() == ["data/in.txt"]
save("out.txt", folder.read("data/in.txt"))
assert folder.files() == ["data/in.txt", "out.txt"]
folder.write("out.txt", "")
assert folder.read("out.txt") == ""
`;
      const exam = { ...total.exam, tests };
      const task = { ...total, id: 'save', files: { 'data/in.txt': 'a\r\n' }, exam };
      const completion = 'def save(path, text):\n    open(path, "w").write(text)\n';
      const [verdict] = await collect(judge, [{ task, completion }]);

      assert.deepEqual(verdict, { task_id: 'save', passed: true, reason: '' });
    });

    it('lets a program import what is beside it', async () => {
      await using judge = open(10);
      const task = {
        ...total,
        id: 'beside',
        files: { 'sums/parts.py': 'def of(numbers): return sum(numbers)\n' },
      };
      const completion = 'from sums.parts import of\ndef total(numbers):\n    return of(numbers)\n';

      assert.deepEqual(await collect(judge, [{ task, completion }]), [
        { task_id: 'beside', passed: true, reason: '' },
      ]);
    });

    it('takes no end of a program for the error that tests wait for, whatever they catch', async () => {
      await using judge = open();
      const attempts = ['Exception', 'BaseException'].map(
        caught => `try:\n    total([])\n    assert False\nexcept ${caught}:\n    pass\n`,
      );
      const endings = {
        'a process that ends': 'import os\ndef total(numbers):\n    os._exit(0)\n',
        'a program that does not load': 'def total(numbers:\n',
        SystemExit: 'def total(numbers):\n    raise SystemExit\n',
        'an endless iterator': 'import itertools\ndef total(numbers):\n    return itertools.count()\n',
      };
      const items = attempts.flatMap(tests =>
        Object.entries(endings).map(([id, completion]) => ({
          task: { ...total, id: `${id}${tests}`, exam: { ...total.exam, tests } },
          completion,
        })),
      );
      const verdicts = await collect(judge, items);

      assert.deepEqual(
        verdicts.filter(({ passed }) => passed),
        [],
      );
      assert.match(verdicts[0]?.reason ?? '', /^ended itself in total\(\[\]\), before it had answered$/u);
    });

    it('lets tests catch every built-in error, also one that is made of more than a message', async () => {
      await using judge = open();
      const raising = {
        UnicodeDecodeError: 'b"\\xff".decode()',
        UnicodeEncodeError: '"\\udc00".encode()',
        ExceptionGroup: 'raise ExceptionGroup("several", [ValueError("one")])',
        KeyError: '{}[1]',
      };
      const items = Object.entries(raising).map(([error, code]) => ({
        task: {
          ...total,
          id: error,
          exam: {
            ...total.exam,
            tests: `try:\n    total([])\n    assert False\nexcept ${error} as error:\n    assert "${error}" in str(error)\n`,
          },
        },
        completion: `def total(numbers):\n    ${code}\n`,
      }));

      assert.deepEqual(
        (await collect(judge, items)).filter(({ passed }) => !passed),
        [],
      );
    });

    // Each answer takes a round, and each round a sandbox where there are no processes.
    if (hasProcesses)
      it('goes on with tests that ask until they have the answer that they want', async () => {
        await using judge = open(10);
        const tests = 'n, steps = 6, 0\nwhile n != 1:\n    n = step(n)\n    steps += 1\nassert steps == 8\n';
        const task = { ...total, id: 'steps', exam: { ...total.exam, tests } };
        const right = 'def step(n):\n    return n // 2 if n % 2 == 0 else 3 * n + 1\n';
        const verdicts = await collect(judge, [
          { task, completion: right },
          { task, completion: 'def step(n):\n    return max(1, n - 1)\n' },
        ]);

        assert.deepEqual(
          verdicts.map(({ passed }) => passed),
          [true, false],
        );
      });

    it('says why a program failed', async () => {
      await using judge = open();
      const reasons = await collect(judge, [
        item('def total(numbers):\n    return 7\n'),
        item('def total(numbers):\n    raise KeyError("gone")\n'),
        item('def total(numbers)\n'),
        item('import os\nos._exit(0)\n'),
      ]);

      assert.deepEqual(
        reasons.map(({ reason }) => reason),
        [
          'assert total([1, 2, 3]) == 6 does not hold; the last answer was 7',
          "total([1, 2, 3]) raised KeyError: 'gone'",
          "the program does not load: SyntaxError: expected ':' (solution.py, line 1)",
          'ended itself when it was loaded, before it had answered',
        ],
      );
    });

    it('gives a task the time of its own, and the others theirs', async () => {
      await using judge = open(1);
      const slow = `import time\nend = time.process_time() + 1.5\nwhile time.process_time() < end: pass\n${awkwardPrograms['plain']}`;
      const patient = { task: { ...total, id: 'patient', timeoutSeconds: 20 }, completion: slow };
      const endless = item('while True: pass');
      const verdicts = await collect(judge, [endless, patient, item(awkwardPrograms['plain'] ?? '')]);

      assert.deepEqual(
        verdicts.map(({ passed }) => passed),
        [false, true, true],
      );
    });

    // Where each program takes a sandbox, a first chunk of them takes minutes.
    if (hasProcesses)
      it('holds few completions at a time, also while the first one hangs and there is no end of others', async () => {
        await using judge = open(3);
        let read = 0;
        let isClosed = false;
        const endless = (async function* () {
          try {
            for (;;) {
              read += 1;
              yield item(read === 1 ? 'while True: pass' : (awkwardPrograms['plain'] ?? ''));
            }
          } finally {
            isClosed = true;
          }
        })();
        const verdicts: boolean[] = [];
        for await (const { passed } of judge.judge(endless, never)) {
          verdicts.push(passed);
          if (verdicts.length === 1) assert.ok(read < 1_500, `${read} were read before the first verdict`);
          if (verdicts.length === 2_000) break;
        }

        assert.deepEqual([verdicts.indexOf(false), verdicts.lastIndexOf(false)], [0, 0]);
        assert.ok(read < 2_000 + 1_500, `${read} were read for 2,000 verdicts`);
        assert.ok(isClosed);
      });

    it('ends with the signal', async () => {
      await using judge = open();
      const controller = new AbortController();
      const judging = judge.judge(many([item('while True: pass')]), controller.signal);
      const ended = assert.rejects(async () => {
        for await (const _ of judging) assert.fail('it was judged');
      }, /abort/iu);
      controller.abort();
      await ended;
    });
  });
}

async function collect(judge: Judge, items: readonly JudgeItem[]): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for await (const verdict of judge.judge(many(items), never)) verdicts.push(verdict);
  assert.equal(verdicts.length, items.length);
  return verdicts;
}

async function* many(items: readonly JudgeItem[]): AsyncIterable<JudgeItem> {
  yield* items;
}

const total: BenchTask = {
  id: 'total',
  category: 'functions',
  difficulty: 'easy',
  prompt: 'Sum up a list.',
  prefix: '',
  starter: '',
  files: {},
  visibleTests: '',
  examples: null,
  exam: {
    helpers: '',
    tests: `
import random
assert total([1, 2, 3]) == 6
assert total([]) == 0
assert not total([1, -1])
assert total([10, 20]) in (30, 31)
assert isinstance(total([2]), int)
assert 99 < total([50, 50]) < 101
for size in range(5):
    numbers = [random.randint(-99, 99) for _ in range(size)]
    assert total(list(numbers)) == sum(numbers)
`,
    entry: null,
    names: null,
  },
  timeoutSeconds: null,
  reference: '',
  wrong: {},
};

function item(completion: string): JudgeItem {
  return { task: total, completion };
}

const stack: BenchTask = {
  ...total,
  id: 'stack',
  exam: {
    ...total.exam,
    tests: `
stack = Stack(limit=2)
stack.push(1)
stack.push(3)
assert stack.size == 2
try:
    stack.push(4)
    assert False
except OverflowError:
    pass
assert stack.pop() == 3
assert len(stack) == 1
other = Stack(limit=1)
other.push(stack.pop())
assert list(other) == [1]
assert stack != other
`,
  },
  reference: `
class Stack:
    def __init__(self, limit):
        self.items, self.limit = [], limit
    def push(self, item):
        if len(self.items) == self.limit: raise OverflowError('full')
        self.items.append(item)
    def pop(self): return self.items.pop()
    @property
    def size(self): return len(self.items)
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
`,
};

const stackWrong = [stack.reference.replace('.pop()', '.pop(0)'), 'class Heap: pass'];
