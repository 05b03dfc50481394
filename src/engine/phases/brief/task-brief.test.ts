import assert from 'node:assert/strict';
import { createPhaseBench, type PhaseBench } from '../../../../test/fakes/phase-bench.ts';
import type { HarnessParts } from '../../../../test/fakes/run-harness.ts';
import { changeSetOf } from '../../change/change-set.ts';
import { ForgeError } from '../../forge-error.ts';
import type { RunContext } from '../../run/run-context.ts';
import type { RunRequest } from '../../run/run-request.ts';
import { taskBrief } from './task-brief.ts';

const { signal } = new AbortController();

interface Briefing extends PhaseBench {
  readonly brief: (request: Partial<RunRequest>, changes?: Partial<RunContext>) => Promise<string>;
}

function open(files: HarnessParts['files']): Briefing {
  const bench = createPhaseBench({ files });
  return {
    ...bench,
    brief(request, changes = {}) {
      const context = bench.context(changes);
      return taskBrief({ ...context, request: { ...context.request, ...request } }, bench.services, signal);
    },
  };
}

describe('the brief of a task', () => {
  it('says the task, the plan, the check and which files there are', async () => {
    const plan = {
      reasoning: '',
      subtasks: [{ id: 1, description: 'Mend add.', dependencies: [], complexity: 'simple' as const }],
    };
    const check = { command: 'pytest -q', source: 'user', language: 'python', protectedPaths: [] } as const;

    const text = await open({ 'b.py': '', 'a/c.py': '' }).brief({ task: 'Fix add' }, { plan, check });

    assert.equal(text, 'Task: Fix add\n\nPlan:\n1. Mend add.\n\nCheck: pytest -q\n\nFiles:\na/c.py\nb.py');
  });

  it('asks for a check where there is none', async () => {
    const text = await open({}).brief({ task: 'Write fib' });

    assert.match(text, /Check: none yet\. Name it in checkCommand/u);
    assert.match(text, /The workspace is empty\.$/u);
  });

  it('lists no more paths than are worth paying for at every step', async () => {
    const names = Array.from(
      { length: 200 },
      (_, index) => `src/module-${String(index).padStart(3, '0')}.py`,
    );

    const text = await open(Object.fromEntries(names.map(name => [name, '']))).brief({ task: 'x' });

    assert.match(text, /\((\d+) more: list_files\)$/u);
    assert.ok(text.length < 1_800);
  });

  it('shows small files that the task names, as they are with the change so far', async () => {
    const bench = open({ 'a.py': 'old', 'big.py': 'x'.repeat(5_000), 'c.py': 'c' });
    const { contents } = bench.services.store;
    const next = contents.put(new TextEncoder().encode('new'));
    const changeSet = changeSetOf({ 'a.py': { base: null, next, executable: false } }, contents);

    const text = await bench.brief({ task: 'Fix a.py and big.py, not gone.py' }, { changeSet });

    assert.match(text, /\n\na\.py:\nnew$/u);
    assert.doesNotMatch(text, /big\.py:|gone\.py:|c\.py:/u);
  });

  it('shows what the user had open and selected, each file once', async () => {
    const selection = { startLine: 2, endLine: 3, text: 'two\nthree' };

    const text = await open({ 'a.py': 'one\ntwo\nthree' }).brief({
      task: 'Mend a.py',
      attachments: [{ path: 'a.py', selection }],
    });

    assert.match(text, /Selected in a\.py, lines 2-3:\ntwo\nthree\n\na\.py:\none\ntwo\nthree$/u);
  });

  it('never shows secrets or files from outside, even if the user had them open', async () => {
    const bench = open({ 'a.py': '', '.env': 'KEY=1' });
    const selection = { startLine: 1, endLine: 1, text: 'KEY=1' };

    const text = await bench.brief({
      task: 'Read .env and ../outside.py',
      attachments: [{ path: '.env', selection }, { path: '../outside.py' }],
    });

    assert.doesNotMatch(text, /KEY=1/u);
  });

  it('leaves out what is no text and what cannot be read', async () => {
    const bench = open({ 'a.py': 'a', 'locked.py': '', 'image.xml': 'a\0b' });
    const { read } = bench.workspace;
    bench.workspace.read = async path => {
      if (path === 'locked.py')
        throw new ForgeError('workspace.unreadable', 'locked.py cannot be read. Unlock it.');
      return read(path);
    };

    const text = await bench.brief({ task: 'Fix locked.py, image.xml, a.py' });

    assert.match(text, /locked\.py\n\na\.py:\na$/u);
  });
});
