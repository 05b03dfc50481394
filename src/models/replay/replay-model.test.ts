import assert from 'node:assert/strict';
import type { Message, ModelRequest } from '../../engine/ports/model.ts';
import { ask } from '../model.contract.ts';
import { parseRecording, type Recording } from './recording.ts';
import { createReplayModel } from './replay-model.ts';

const usage = {
  inputTokens: 12,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 3,
  reasoningTokens: 0,
};

const recording: Recording = {
  format: 1,
  title: 'Sample',
  recordedModel: 'openai/gpt-6-sol',
  note: 'Recorded for the tests.',
  exchanges: [
    exchange('planner', 'planner 1'),
    {
      agent: 'coder',
      response: {
        text: 'coder 1',
        toolCalls: [{ name: 'read_file', arguments: { path: 'a.py' } }],
        stopReason: 'tool-calls',
        usage,
      },
    },
    exchange('coder', 'coder 2'),
    exchange('reviewer', 'reviewer 1'),
  ],
};

describe('createReplayModel', () => {
  it('gives each agent its own answers in order', async () => {
    const model = createReplayModel({ id: 'replay/sample', recording });

    const texts = [];
    for (const agent of ['coder', 'planner', 'coder', 'reviewer']) {
      texts.push((await ask(model, requestOf(agent))).response.text);
    }

    assert.deepEqual(texts, ['coder 1', 'planner 1', 'coder 2', 'reviewer 1']);
  });

  it('streams the text and carries calls and usage over', async () => {
    const { response, events } = await ask(
      createReplayModel({ id: 'replay/sample', recording }),
      requestOf('coder'),
    );

    assert.equal(events.map(event => (event.type === 'text.delta' ? event.text : '')).join(''), 'coder 1');
    assert.deepEqual(response.toolCalls, [
      { id: 'replay_coder_1_1', name: 'read_file', argumentsText: '{"path":"a.py"}' },
    ]);
    assert.equal(response.stopReason, 'tool-calls');
    assert.equal(response.usage?.inputTokens, 12);
  });

  it('goes on in another process from where the conversation is', async () => {
    const first = await ask(createReplayModel({ id: 'replay/sample', recording }), requestOf('coder'));
    const { text, toolCalls } = first.response;
    const request = requestOf('coder', [{ role: 'assistant', text, toolCalls }]);

    const resumed = await ask(createReplayModel({ id: 'replay/sample', recording }), request);

    assert.equal(resumed.response.text, 'coder 2');
  });

  it('goes on from where it is told', async () => {
    const model = createReplayModel({ id: 'replay/sample', recording, alreadyAnswered: { coder: 1 } });

    assert.equal((await ask(model, requestOf('coder'))).response.text, 'coder 2');
  });

  it('does not count an answer that was not heard to its end', async () => {
    const model = createReplayModel({ id: 'replay/sample', recording });

    for await (const event of model.stream(requestOf('coder'), { signal: new AbortController().signal })) {
      if (event.type === 'text.delta') break;
    }

    assert.equal((await ask(model, requestOf('coder'))).response.text, 'coder 1');
  });

  it('says when the recording has come to its end', async () => {
    const model = createReplayModel({ id: 'replay/sample', recording, alreadyAnswered: { planner: 1 } });

    await assert.rejects(ask(model, requestOf('planner')), {
      code: 'provider.refused',
      message: /^The recording has no further answer for the planner\. "Sample" fits only/u,
    });
  });

  it('answers only agents', async () => {
    const model = createReplayModel({ id: 'replay/sample', recording });

    await assert.rejects(ask(model, { ...requestOf('coder'), system: 'You are helpful.' }), {
      code: 'provider.bad-request',
    });
  });

  it('stops when it is cancelled', async () => {
    const model = createReplayModel({ id: 'replay/sample', recording });

    await assert.rejects(ask(model, requestOf('coder'), AbortSignal.abort()), { name: 'AbortError' });
  });
});

describe('parseRecording', () => {
  it('reads what was written', () => {
    assert.deepEqual(parseRecording(JSON.stringify(recording), 'sample.json'), recording);
  });

  const wrong: Readonly<Record<string, readonly [string, RegExp]>> = {
    'no JSON': ['{', /sample\.json cannot be used: it is not JSON/u],
    'another format': [JSON.stringify({ ...recording, format: 2 }), /format:/u],
    'no exchanges': [JSON.stringify({ ...recording, exchanges: [] }), /exchanges:/u],
    'an unknown agent': [
      JSON.stringify({ ...recording, exchanges: [{ ...recording.exchanges[0], agent: 'tester' }] }),
      /exchanges\.0\.agent: .*"planner"\|"coder"\|"reviewer"/u,
    ],
  };
  for (const [name, [text, message]] of Object.entries(wrong)) {
    it(`names the file and the place of ${name}`, () => {
      assert.throws(() => parseRecording(text, 'sample.json'), { code: 'config.invalid', message });
    });
  }
});

function requestOf(agent: string, messages: readonly Message[] = []): ModelRequest {
  return { system: `You are CodeForge's ${agent} agent.\nWork.`, messages, tools: [], maxOutputTokens: 100 };
}

function exchange(agent: Recording['exchanges'][number]['agent'], text: string) {
  return { agent, response: { text, toolCalls: [], stopReason: 'end' as const } };
}
