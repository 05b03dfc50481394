import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createTestProject } from './support/test-project.ts';

describe('codeforge sample', () => {
  it('solves the sample without Docker, a key or a model, in a copy', async () => {
    await using project = await createTestProject();

    const { exitCode, stdout, stderr } = await project.run(['sample']);

    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.match(stdout, /No model is there to ask/u);
    assert.match(stdout, /a recorded session is replayed/u);
    assert.match(stdout, /Using the embedded sandbox: Docker is not answering/u);
    const story = [
      '✘ attempt 1 failed',
      'cause: Each share is rounded',
      '✔ attempt 2 passed',
      '+++ b/fairshare/split.py',
      '✔ Solved: the check passed on exactly these changes. All of them are applied.',
      '2 attempts, 1 repair',
      'nothing was paid',
      'Solve a task of your own',
    ];
    const places = story.map(part => stdout.indexOf(part));
    assert.ok(
      places.every(place => place >= 0),
      `${story[places.indexOf(-1)]} is missing`,
    );
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    const [copy = ''] = (await readdir(path.join(project.root, 'tmp'))).filter(name =>
      name.startsWith('codeforge-sample-'),
    );
    const split = await readFile(
      path.join(project.root, 'tmp', copy, 'fairshare', 'fairshare', 'split.py'),
      'utf8',
    );
    assert.match(split, /by_remainder/u);
    assert.deepEqual(Object.keys(await project.files()), ['add.mjs', 'check.mjs']);
  });
});
