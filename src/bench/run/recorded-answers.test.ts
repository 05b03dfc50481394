import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemoryRunStore } from '../../../test/fakes/memory-run-store.ts';
import { openSampleCall, sampleCall, sampleOutcome } from '../../../test/fakes/sample-call.ts';
import type { Question, RememberedAnswer } from '../../engine/ports/answer-memory.ts';
import type { ContentHash } from '../../engine/ports/content-store.ts';
import type { ModelResponse } from '../../engine/ports/model.ts';
import type { RunStore } from '../../engine/ports/run-store.ts';
import { openAnswers } from './recorded-answers.ts';

describe('recorded answers of models', () => {
  let folder: string;
  let file: string;
  let asked: string[];
  let store: RunStore;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'answers-'));
    file = path.join(folder, 'answers.jsonl');
    asked = [];
    store = createMemoryRunStore(bytes => `${bytes.length}` as ContentHash);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are given again to a later run of their own sample, as what they were, and count for nothing', () => {
    ask('record', 'a#0', 'one');
    ask('record', 'a#1', 'one');
    const again = ask('record', 'a#0', 'one for anew');

    assert.deepEqual(
      [again.response.text, again.outcome],
      ['to one', sampleOutcome({ provenance: 'replayed' })],
    );
    assert.deepEqual(asked, ['one', 'one']);
  });

  it('are given to a run once, whatever process it is in: the same question is asked anew', () => {
    const { callId } = ask('record', 'a#0', 'one');
    assert.notEqual(ask('record', 'a#0', 'one').callId, callId);
    assert.equal(ask('record', 'a#0', 'one for anew').callId, callId);
    assert.deepEqual(asked, ['one', 'one']);
  });

  it('are those of the call itself, where the process died before the run was told', () => {
    const memory = openAnswers(file, 'record').memoryFor('a#0', store);
    openSampleCall(store, sampleCall({ callId: 'died' }));
    memory.keep(question('one'), { callId: 'died', outcome: sampleOutcome(), response: answerTo('one') });

    const known = openAnswers(file, 'record').memoryFor('a#0', store).recall(question('one'));
    assert.deepEqual([known?.callId, known?.outcome], ['died', sampleOutcome()]);
  });

  it('are given to two who ask the same at once, one each', () => {
    ask('record', 'a#0', 'one');
    ask('record', 'a#0', 'one');
    const memory = openAnswers(file, 'record').memoryFor('a#0', store);
    const recalled = [1, 2, 3].map(() => memory.recall(question('one', 'anew'))?.callId);
    assert.deepEqual(recalled, ['c1', 'c2', undefined]);
  });

  it('cost nothing in a replay, which asks for nothing', () => {
    ask('record', 'a#0', 'one');
    const { response, outcome } = ask('replay', 'a#0', 'one for elsewhere');
    const { inputTokens, costUsd, costSource, provenance } = outcome;

    assert.deepEqual(
      [response.text, inputTokens, costUsd, costSource, provenance],
      ['to one', 100, 0, 'free', 'replayed'],
    );
    assert.throws(() => ask('replay', 'b#0', 'one'), {
      code: 'provider.refused',
      message: /answers\.jsonl has no answer for what is asked in b#0/u,
    });
  });

  it('are read up to a line that was cut off, which is asked for again and does not spoil the next', () => {
    ask('record', 'a#0', 'one');
    const whole = readFileSync(file, 'utf8');
    ask('record', 'a#0', 'two');
    const both = readFileSync(file);
    // As after a kill, also in the midst of a character.
    writeFileSync(file, Buffer.concat([both.subarray(0, both.length - 40), Buffer.from([0xc3])]));
    assert.throws(() => ask('replay', 'a#0', 'two for elsewhere'), { code: 'provider.refused' });

    ask('record', 'a#0', 'two');
    assert.deepEqual(asked, ['one', 'two', 'two']);
    assert.equal(readFileSync(file, 'utf8').replace('"c3"', '"c2"'), both.toString());
    assert.ok(both.toString().startsWith(whole));
    assert.equal(ask('replay', 'a#0', 'two for elsewhere').response.text, 'to two');
  });

  it('are missed where there are none, before anything is asked', () => {
    assert.throws(() => openAnswers(file, 'replay'), {
      code: 'config.invalid',
      message: `${file} is not there, so that there is no answer to give again. Name the folder of a run that has recorded its answers.`,
    });
  });

  it('are not changed by a replay', () => {
    ask('record', 'a#0', 'one');
    appendFileSync(file, '{"sample":');
    const before = readFileSync(file, 'utf8');
    ask('replay', 'a#0', 'one for elsewhere');
    assert.equal(readFileSync(file, 'utf8'), before);
  });

  const damaged = {
    'not JSON': '{"sample"',
    'no answer': '{"sample":"a#0","key":"x"}',
    'an answer of something else': '{"sample":"a#0","key":"x","response":{"text":7}}',
  };
  for (const [name, line] of Object.entries(damaged)) {
    it(`say which line is damaged, when it is ${name}`, () => {
      ask('record', 'a#0', 'one');
      appendFileSync(file, `${line}\n`);
      assert.throws(() => ask('replay', 'a#0', 'one'), {
        code: 'config.invalid',
        message: `${file}:2 is damaged. Take the line away to have its answer asked for again.`,
      });
    });
  }

  it('say that the disk takes no more', function () {
    // A device that is always full.
    if (process.platform !== 'linux') this.skip();
    const memory = openAnswers(file, 'record').memoryFor('a#0', store);
    symlinkSync('/dev/full', file);
    const kept = { callId: 'c1', outcome: sampleOutcome(), response: answerTo('one') };
    assert.throws(() => memory.keep(question('one'), kept), {
      code: 'config.invalid',
      message: /cannot be written \(ENOSPC.*what is finished is kept/u,
    });
  });

  /** As a process does that begins at this moment; `text for run`, else for `r1`. */
  function ask(mode: 'record' | 'replay', sample: string, asking: string): RememberedAnswer {
    const [text = '', runId = 'r1'] = asking.split(' for ');
    const memory = openAnswers(file, mode).memoryFor(sample, store);
    const known = memory.recall(question(text, runId));
    if (known === undefined) asked.push(text);
    const answer = known ?? {
      callId: `c${asked.length}`,
      outcome: sampleOutcome(),
      response: answerTo(text),
    };
    if (known === undefined) memory.keep(question(text, runId), answer);
    openSampleCall(store, sampleCall({ runId, callId: answer.callId }));
    store.settleCall(runId, answer.callId, answer.outcome);
    return answer;
  }
});

function question(text: string, runId = 'r1'): Question {
  const messages = [{ role: 'user', text }] as const;
  return { runId, model: 'openai/m', request: { system: '', messages, tools: [], maxOutputTokens: 1 } };
}

function answerTo(text: string): ModelResponse {
  return { text: `to ${text}`, toolCalls: [], stopReason: 'end' };
}
