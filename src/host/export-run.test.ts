import assert from 'node:assert/strict';
import { createRunHarness } from '../../test/fakes/run-harness.ts';
import { createRun } from '../engine/run/run-session.ts';
import { runJson, runMarkdown } from './export-run.ts';
import { readStoredRun } from './read-stored-run.ts';

async function storedRun(task: string, stdout: string) {
  const { ports, workflow, request } = createRunHarness({
    files: { 'add.py': 'def add(a, b):\n    return a - b\n', 'test_add.py': 'import unittest\n' },
    program: () => ({ exitCode: 0, stdout }),
    answers: [
      {
        calls: [
          ['edit_file', { path: 'add.py', search: 'a - b', replace: 'a + b' }],
          ['submit_work', { summary: 'done' }],
        ],
      },
    ],
  });
  const session = createRun(ports, { runId: 'r1', request: request(task), workflow });
  session.start();
  await session.settled();
  await session.release();
  return readStoredRun(ports.store, 'r1');
}

describe('an exported run', () => {
  it('has its attempts with their output and its change, for programs', async () => {
    const { attempts, diff } = runJson(await storedRun('Fix add', 'OK\n'));
    assert.match(String(diff), /^\+\s+return a \+ b$/mu);
    assert.equal(JSON.parse(JSON.stringify(attempts))[0].output.stdout, 'OK\n');
  });

  it('has the same for people', async () => {
    const text = runMarkdown(await storedRun('Fix add', 'OK\n'));
    for (const part of ['Fix add', '## Attempt 1 passed', '```text\nOK\n```', '```diff\ndiff --git'])
      assert.ok(text.includes(part), part);
  });

  it('keeps what a program printed inside its fence, whatever it printed', async () => {
    const text = runMarkdown(await storedRun('````\n<script>', '```\n# a heading\n![](http://x/)\n'));
    assert.ok(text.includes('````text\n```\n# a heading\n![](http://x/)\n````'));
    assert.ok(text.includes('`````text\n````\n<script>\n`````'));
  });
});
