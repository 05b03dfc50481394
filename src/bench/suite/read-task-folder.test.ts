import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSuite, type Suite } from './open-suite.ts';

const whole = {
  'suite.yaml': 'title: Mine\ndescription: x\nformat: tasks\n',
  'tasks/add/task.md': '---\ncategory: sums\ndifficulty: easy\ntimeoutSeconds: 3\n---\nWrite `add(a, b)`.\n',
  'tasks/add/tests.py': 'assert add(1, 2) == 3\n',
  'tasks/add/reference.py': 'def add(a, b): return a + b\n',
};
const optional = {
  'tasks/add/examples.py': 'assert folder.read("data/a.csv") == ""\n',
  'tasks/add/starter.py': 'def add(a, b): ...\r\n',
  'tasks/add/wrong/subtracts.py': 'def add(a, b): return a - b\n',
  'tasks/add/files/data/a.csv': 'a;b\r\n',
  'tasks/add/.notes': 'left behind',
  'tasks/add/__pycache__/reference.pyc': 'left behind',
};

describe('reading a suite of task folders', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tasks-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('needs a task, its tests and a reference', async () => {
    const { tasks, manifest, name } = await open(whole);
    const exam = { helpers: '', entry: null, names: whole['tasks/add/reference.py'] };

    assert.deepEqual([name, manifest.timeoutSeconds], [path.basename(folder), 10]);
    assert.deepEqual(tasks, [
      {
        id: 'add',
        category: 'sums',
        difficulty: 'easy',
        timeoutSeconds: 3,
        prompt: 'Write `add(a, b)`.',
        prefix: '',
        starter: '',
        files: {},
        visibleTests: '',
        examples: null,
        exam: { ...exam, tests: whole['tasks/add/tests.py'] },
        reference: whole['tasks/add/reference.py'],
        wrong: {},
      },
    ]);
  });

  it('takes the rest of a task, with line ends of Python as the editor leaves them and of data as they are', async () => {
    const { tasks } = await open({ ...whole, ...optional });
    const [task] = tasks;

    assert.equal(task?.starter, 'def add(a, b): ...\n');
    assert.deepEqual(task?.files, { 'data/a.csv': 'a;b\r\n' });
    assert.deepEqual(task?.wrong, { subtracts: optional['tasks/add/wrong/subtracts.py'] });
    assert.equal(task?.examples?.tests, optional['tasks/add/examples.py']);
    assert.match(task?.visibleTests ?? '', /^import os\n.*class folder:.*assert folder\.read/su);
  });

  it('lists tasks by name, and knows another content by its checksum', async () => {
    const one = await open(whole);
    const again = await open({});
    const two = await open({
      'tasks/a/task.md': whole['tasks/add/task.md'],
      'tasks/a/tests.py': whole['tasks/add/tests.py'],
      'tasks/a/reference.py': whole['tasks/add/reference.py'],
    });

    assert.deepEqual([one.sha256 === again.sha256, one.sha256 === two.sha256], [true, false]);
    assert.deepEqual(
      two.tasks.map(({ id }) => id),
      ['a', 'add'],
    );
  });

  const broken: Readonly<Record<string, readonly [Readonly<Record<string, string | undefined>>, RegExp]>> = {
    'a task without tests': [
      { 'tasks/add/tests.py': undefined },
      /tasks\/add\/tests\.py: it is missing\. Write/u,
    ],
    'a file that is none of a task': [
      { 'tasks/add/test.py': '' },
      /tasks\/add\/test\.py: it is no part of a task\. A task has task\.md, tests\.py/u,
    ],
    'a task without its head': [
      { 'tasks/add/task.md': 'Write `add`.' },
      /task\.md: it does not begin with category and difficulty\. Put/u,
    ],
    'a task that asks for nothing': [
      { 'tasks/add/task.md': '---\ncategory: x\ndifficulty: easy\n---\n\n' },
      /task\.md: it asks for nothing\. Say/u,
    ],
    'an unknown difficulty': [
      { 'tasks/add/task.md': '---\ncategory: x\ndifficulty: tricky\n---\nWrite.' },
      /task\.md:3: difficulty: Invalid option/u,
    ],
    'a limit that is none': [
      { 'tasks/add/task.md': '---\ncategory: x\ndifficulty: easy\ntimeoutSeconds: 0\n---\nWrite.' },
      /task\.md:4: timeoutSeconds: /u,
    ],
    'text that is none': [{ 'tasks/add/files/a.bin': '\u0000latin' }, /files\/a\.bin: it is not UTF-8 text/u],
    'examples that ask for all files': [
      { 'tasks/add/examples.py': 'assert folder.files() == []' },
      /examples\.py: it asks for folder\.files\(\).* Ask for it in tests\.py/u,
    ],
    'a bad reference that is none of its tasks': [
      { 'suite.yaml': `${whole['suite.yaml']}knownBad: { ad: It is wrong. }\n` },
      /suite\.yaml speaks of a task ad, which the suite does not have/u,
    ],
    'no tasks': [
      {
        'tasks/add/task.md': undefined,
        'tasks/add/tests.py': undefined,
        'tasks/add/reference.py': undefined,
      },
      /the suite has no tasks\. Add a folder in .*codeforge bench init/u,
    ],
  };
  for (const [name, [files, message]] of Object.entries(broken)) {
    it(`refuses ${name}, and says where and what to do`, async () => {
      await assert.rejects(open({ ...whole, ...files }), error => {
        assert.equal(error instanceof Error && 'code' in error && error.code, 'config.invalid');
        assert.match(String(error), message);
        return true;
      });
    });
  }

  it('refuses a data file, as it has its own', async () => {
    await assert.rejects(open(whole, 'data.jsonl'), /has its tasks in its own folder\. Leave --data/u);
  });

  it('follows no link out of the suite', async () => {
    await open(whole);
    await symlink('/etc/hostname', path.join(folder, 'tasks/add/starter.py'));
    const { tasks } = await open({});
    assert.equal(tasks[0]?.starter, '');
  });

  async function open(
    files: Readonly<Record<string, string | undefined>>,
    dataFile?: string,
  ): Promise<Suite> {
    for (const [name, text] of Object.entries(files)) {
      if (text === undefined) continue;
      await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
      // As Latin-1 only where it is to be wrong.
      const bytes = text.startsWith('\u0000') ? Buffer.from([0xe4, 0xf6]) : Buffer.from(text);
      await writeFile(path.join(folder, name), bytes);
    }
    return openSuite(folder, {
      suitesDirectory: folder,
      cacheDirectory: folder,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      fetch: () => assert.fail('nothing is to be downloaded'),
      ...(dataFile !== undefined && { file: dataFile }),
    });
  }
});
