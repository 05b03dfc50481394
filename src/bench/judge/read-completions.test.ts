import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkCompletions } from './read-completions.ts';

const suite = { name: 'mine', tasks: [{ id: '7' }] } as unknown as Parameters<typeof checkCompletions>[1];

describe('reading completions', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'completions-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('takes ids as texts and as numbers, and skips empty lines', async () => {
    const text = '{"task_id":"7","completion":""}\n\n{"task_id":7,"completion":"x"}';
    assert.equal(await check(text), 2);
  });

  it('names the line and what is wrong there', async () => {
    await assert.rejects(check('{"task_id":"7","completion":""}\n{'), /c\.jsonl:2: this is not JSON/u);
    await assert.rejects(
      check('{"task_id":"8","completion":""}'),
      /c\.jsonl:1: the suite mine has no task 8\./u,
    );
    await assert.rejects(check('{"task_id":"7"}'), /c\.jsonl:1: completion: /u);
    await assert.rejects(checkCompletions(path.join(folder, 'none'), suite), /cannot be read/u);
  });

  async function check(text: string): Promise<number> {
    const file = path.join(folder, 'c.jsonl');
    await writeFile(file, text);
    return checkCompletions(file, suite);
  }
});
