import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject } from './support/test-project.ts';
import { turnsWithRepairs } from './support/turns.ts';

const key = 'sk-planted-key-nobody-may-ever-see-7f31';
const masked = key.slice(0, -4);

describe('a planted key', () => {
  it('reaches the provider and nothing else: no output, no file of the store, no prompt', async () => {
    await using project = await createTestProject();
    const quotes = {
      fault: {
        kind: 'status',
        status: 503,
        message: `The key ${key} is out of luck`,
        headers: { 'retry-after': '0' },
      },
    } as const;
    const refuses = {
      fault: { kind: 'status', status: 401, message: `Incorrect API key provided: ${key}` },
    } as const;
    await using server = await startScriptedServer('openai', [quotes, ...turnsWithRepairs(1), refuses]);
    const env = { ...project.env(server), OPENAI_API_KEY: key, ANTHROPIC_API_KEY: '' };
    const solve = ['solve', 'Fix add', '--sandbox', 'embedded', '--check', 'node check.mjs'];

    const first = await project.run([...solve, '--json'], { env });
    const second = await project.run(solve, { env });
    const others = [
      ['history'],
      ['history', finishedEvent(first).runId, '--json'],
      ['cost', '--json'],
      ['doctor', '--json'],
      ['route', 'Fix add', '--json'],
    ];
    const results = [first, second];
    for (const args of others) results.push(await project.run(args, { env }));

    assert.equal(finishedEvent(first).outcome, 'completed');
    assert.ok(server.requests.length >= 4);
    assert.ok(server.requests.every(({ headers }) => headers.authorization === `Bearer ${key}`));
    for (const { stdout, stderr } of results) assert.ok(!`${stdout}${stderr}`.includes(masked), stdout);
    assert.match(results.map(({ stdout }) => stdout).join(''), /…7f31/u);
    for (const { body } of server.requests) assert.ok(!JSON.stringify(body).includes(masked));
    const files = await filesIn(project.root);
    assert.ok(files.some(file => file.endsWith('codeforge.db')));
    for (const file of files) assert.ok(!(await readFile(file)).includes(masked), file);
  });
});

async function filesIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
}
