import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelId, ModelRequest, ModelResponse, OpenModel } from '../../engine/ports/model.ts';
import { openAnswers } from './recorded-models.ts';

const id: ModelId = 'openai/m';

describe('recorded answers of models', () => {
  let folder: string;
  let file: string;
  let asked: string[];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'answers-'));
    file = path.join(folder, 'answers.jsonl');
    asked = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are given again at no cost, each for its own sample and question', async () => {
    await ask('record', 'a#0', 'one');
    await ask('record', 'a#1', 'one');
    const first = await ask('record', 'a#0', 'one');
    const other = await ask('replay', 'a#1', 'one');

    assert.deepEqual([first.text, first.costUsd, other.text], ['to one', 0, 'to one']);
    assert.deepEqual(asked, ['one', 'one']);
    await assert.rejects(ask('replay', 'b#0', 'one'), {
      code: 'provider.refused',
      message: /answers\.jsonl has no answer for what is asked in b#0/u,
    });
  });

  it('are read up to a line that was cut off, which is asked for again and does not spoil the next', async () => {
    await ask('record', 'a#0', 'one');
    const whole = readFileSync(file, 'utf8');
    await ask('record', 'a#0', 'two');
    const both = readFileSync(file);
    // As after a kill, also in the midst of a character.
    writeFileSync(file, Buffer.concat([both.subarray(0, both.length - 40), Buffer.from([0xc3])]));
    await assert.rejects(ask('replay', 'a#0', 'two'), { code: 'provider.refused' });

    await ask('record', 'a#0', 'two');
    assert.deepEqual(asked, ['one', 'two', 'two']);
    assert.deepEqual(readFileSync(file), both);
    assert.ok(both.toString().startsWith(whole));
    assert.equal((await ask('replay', 'a#0', 'two')).text, 'to two');
  });

  it('are missed where there are none, before anything is asked', () => {
    assert.throws(() => openAnswers(file, 'replay'), {
      code: 'config.invalid',
      message: `${file} is not there, so that there is no answer to give again. Name the folder of a run that has recorded its answers.`,
    });
  });

  it('are not changed by a replay', async () => {
    await ask('record', 'a#0', 'one');
    appendFileSync(file, '{"sample":');
    const before = readFileSync(file, 'utf8');
    await ask('replay', 'a#0', 'one');
    assert.equal(readFileSync(file, 'utf8'), before);
  });

  const damaged = {
    'not JSON': '{"sample"',
    'no answer': '{"sample":"a#0","key":"x"}',
    'an answer of something else': '{"sample":"a#0","key":"x","response":{"text":7}}',
  };
  for (const [name, line] of Object.entries(damaged)) {
    it(`say which line is damaged, when it is ${name}`, async () => {
      await ask('record', 'a#0', 'one');
      appendFileSync(file, `${line}\n`);
      await assert.rejects(ask('replay', 'a#0', 'one'), {
        code: 'config.invalid',
        message: `${file}:2 is damaged. Take the line away to have its answer asked for again.`,
      });
    });
  }

  it('say that the disk takes no more', async function () {
    // A device that is always full.
    if (process.platform !== 'linux') this.skip();
    const { modelsFor } = openAnswers(file, 'record');
    symlinkSync('/dev/full', file);
    await assert.rejects(answerOf(modelsFor('a#0', openModel), 'one'), {
      code: 'config.invalid',
      message: /cannot be written \(ENOSPC.*what is finished is kept/u,
    });
  });

  const ask = (mode: 'record' | 'replay', sample: string, text: string) =>
    Promise.resolve().then(() => answerOf(openAnswers(file, mode).modelsFor(sample, openModel), text));

  const openModel: OpenModel = of => ({
    id: of,
    async *stream({ messages: [message] }) {
      const text = message?.role === 'user' ? message.text : '';
      asked.push(text);
      yield { type: 'end', response: { text: `to ${text}`, toolCalls: [], stopReason: 'end', costUsd: 1 } };
    },
  });
});

async function answerOf(openModel: OpenModel, text: string): Promise<ModelResponse> {
  const request: ModelRequest = {
    system: '',
    messages: [{ role: 'user', text }],
    tools: [],
    maxOutputTokens: 1,
  };
  const { signal } = new AbortController();
  for await (const event of openModel(id).stream(request, { signal }))
    if (event.type === 'end') return event.response;
  throw new Error('the model has not answered');
}
