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

  it('takes lines as other programs write them: after a mark of UTF-8, with CRLF, with every character in them', async () => {
    const separators = JSON.stringify({ task_id: '7', completion: 'a\u0085b\u2028c\u2029d' });
    assert.equal(await check(`\ufeff${separators}\r\n${separators}\r\n`), 2);
  });

  it('reads lines that are longer than a piece of the file', async () => {
    const completion = 'é'.repeat(200_000);
    assert.equal(await check(`${JSON.stringify({ task_id: 7, completion })}\n`.repeat(3)), 3);
  });

  it('refuses what is no text, what is too long, and a file without any', async () => {
    const broken = Buffer.from([...Buffer.from('\n{"task_id":"7","completion":"'), 0xff, 0x22, 0x7d]);
    await assert.rejects(check(broken), /c\.jsonl:2: this is not UTF-8 text/u);
    await assert.rejects(check('x'.repeat(20_000_000)), /c\.jsonl:1: this is longer than 16 megabytes/u);
    await assert.rejects(check('\n \n'), /c\.jsonl has no completions\./u);
  });

  it('says of a folder that a file is wanted', async () => {
    await assert.rejects(checkCompletions(folder, suite), {
      code: 'config.invalid',
      message: `The completions ${folder} are a folder. Name a file in it. Each line is { "task_id": …, "completion": … }.`,
    });
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

  async function check(text: string | Uint8Array): Promise<number> {
    const file = path.join(folder, 'c.jsonl');
    await writeFile(file, text);
    return checkCompletions(file, suite);
  }
});
