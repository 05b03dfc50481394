import assert from 'node:assert/strict';
import { ForgeError } from '../forge-error.ts';
import type { Message, Model, ModelEvent, ModelRequest, ModelResponse } from '../ports/model.ts';
import { withTextProtocol, withToolFallback } from './text-protocol.ts';

const editAnswer = 'I fix it.\n\na.py\n```\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n```\n';

describe('withTextProtocol', () => {
  it('tells the model the tools in words and sends none', async () => {
    const model = playModel([editAnswer]);

    await ask(withTextProtocol(model));

    const [sent] = model.requests;
    assert.deepEqual(sent?.tools, []);
    assert.match(sent?.system ?? '', /^You are CodeForge's coder agent\.\n/u);
    assert.match(sent?.system ?? '', /edit_file: Edits\. \{"properties":\{"path"/u);
    assert.match(sent?.system ?? '', /<<<<<<< SEARCH/u);
    assert.match(sent?.system ?? '', /call submit_work/u);
  });

  it('leaves the forms of tools out that the agent does not have', async () => {
    const model = playModel(['{"path": "."}']);
    const [readFile] = request.tools;
    assert.ok(readFile);

    await ask(withTextProtocol(model), { ...request, tools: [readFile] });

    assert.doesNotMatch(model.requests[0]?.system ?? '', /SEARCH|write_file/u);
  });

  it('reads the answer as calls', async () => {
    const response = await ask(withTextProtocol(playModel([editAnswer])));

    assert.equal(response.stopReason, 'tool-calls');
    assert.equal(response.text, 'I fix it.');
    assert.deepEqual(
      response.toolCalls.map(({ name }) => name),
      ['edit_file'],
    );
  });

  it('hands back what it cannot read as the text it is', async () => {
    const answer = 'a.py\n<<<<<<< SEARCH\nx\n';

    const response = await ask(withTextProtocol(playModel([answer])));

    assert.deepEqual(response, { text: answer, toolCalls: [], stopReason: 'end' });
  });

  it('runs nothing of an answer that was cut off', async () => {
    const response = await ask(
      withTextProtocol(playModel([{ text: editAnswer, toolCalls: [], stopReason: 'length' }])),
    );

    assert.deepEqual(response.toolCalls, []);
    assert.equal(response.stopReason, 'length');
  });

  it('shows earlier calls and results as text, in turns', async () => {
    const model = playModel([editAnswer, editAnswer]);
    const text = withTextProtocol(model);
    const { toolCalls, text: said } = await ask(text);
    const results = toolCalls.map(({ id, name }) => ({
      callId: id,
      name,
      text: 'No such file.',
      isError: true,
    }));
    const messages: Message[] = [
      ...request.messages,
      { role: 'assistant', text: said, toolCalls },
      { role: 'tool', results },
      { role: 'user', text: 'Go on.' },
    ];

    const second = await ask(text, { ...request, messages });

    const sent = model.requests[1]?.messages ?? [];
    assert.deepEqual(
      sent.map(({ role }) => role),
      ['user', 'assistant', 'user'],
    );
    assert.match(
      textOf(sent[1]),
      /I fix it\.[\s\S]*a\.py\n```\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE/u,
    );
    assert.equal(textOf(sent[2]), 'Error of edit_file:\nNo such file.\n\nGo on.');
    assert.notEqual(second.toolCalls[0]?.id, toolCalls[0]?.id);
  });
});

describe('withToolFallback', () => {
  it('goes over to text for good when the model cannot call tools', async () => {
    const model = playModel([noTools(), editAnswer, editAnswer]);
    const fallback = withToolFallback(model);

    const first = await ask(fallback);
    const second = await ask(fallback);

    assert.equal(first.stopReason, 'tool-calls');
    assert.equal(second.stopReason, 'tool-calls');
    assert.deepEqual(
      model.requests.map(({ tools }) => tools.length),
      [request.tools.length, 0, 0],
    );
  });

  it('leaves a model that can call tools alone', async () => {
    const model = playModel(['just words']);

    const response = await ask(withToolFallback(model));

    assert.equal(response.text, 'just words');
    assert.equal(model.requests[0]?.system, request.system);
  });

  it('passes on every other error', async () => {
    const error = new ForgeError('provider.unauthorized', 'No. Set a key.');

    await assert.rejects(ask(withToolFallback(playModel([error]))), error);
  });
});

type Play = string | ModelResponse | Error;

function playModel(plays: readonly Play[]): Model & { readonly requests: readonly ModelRequest[] } {
  const requests: ModelRequest[] = [];
  return {
    id: 'test/text',
    requests,
    async *stream(sent): AsyncGenerator<ModelEvent> {
      const play = plays[requests.length] ?? '';
      requests.push(sent);
      if (play instanceof Error) throw play;
      yield {
        type: 'end',
        response: typeof play === 'string' ? { text: play, toolCalls: [], stopReason: 'end' } : play,
      };
    },
  };
}

async function ask(model: Model, asked: ModelRequest = request): Promise<ModelResponse> {
  for await (const event of model.stream(asked, { signal: new AbortController().signal })) {
    if (event.type === 'end') return event.response;
  }
  throw new Error('the stream had no end');
}

function textOf(message: Message | undefined): string {
  assert.ok(message !== undefined && message.role !== 'tool');
  return message.text;
}

function noTools(): ForgeError {
  return new ForgeError('provider.no-tools', 'It cannot call tools. Choose another model.');
}

const path = { path: { type: 'string' } };

const request: ModelRequest = {
  system: "You are CodeForge's coder agent.\nFix things.",
  messages: [{ role: 'user', text: 'Fix the bug.' }],
  tools: [
    { name: 'read_file', description: 'Reads.', parameters: { type: 'object', properties: path } },
    { name: 'edit_file', description: 'Edits.', parameters: { type: 'object', properties: path } },
    { name: 'write_file', description: 'Writes.', parameters: { type: 'object', properties: path } },
    {
      name: 'submit_work',
      description: 'Hands in.',
      parameters: { type: 'object', properties: {}, required: [] },
    },
  ],
  maxOutputTokens: 1000,
};
