import assert from 'node:assert/strict';
import { startScriptedServer } from '../../../test/servers/scripted-server.ts';
import { withToolFallback } from '../../engine/agents/text-protocol.ts';
import { ask, describeModelContract, failureOf } from '../model.contract.ts';
import { createOllamaModel } from './ollama-model.ts';

describe('createOllamaModel', () => {
  describeModelContract({
    wire: 'ollama',
    reportsCache: false,
    leadingEvents: 0,
    create: ({ baseUrl }) => createOllamaModel({ name: 'scripted', baseUrl, headers: {} }),
  });

  it('reads what the model can, once, and fits the request to it', async () => {
    const limits = { contextTokens: 5000, tools: true };
    await using server = await startScriptedServer('ollama', [{ text: 'a' }, { text: 'b' }], { limits });
    const model = open(server.baseUrl);

    await ask(model);
    await ask(model);

    assert.deepEqual(await model.limits?.(new AbortController().signal), limits);
    assert.match(JSON.stringify(server.requests[0]?.body['options']), /"num_ctx":5000/u);
  });

  it('sends nothing that the model has no room for', async () => {
    await using server = await startScriptedServer('ollama', [], { limits: { contextTokens: 300 } });

    const error = await failureOf(open(server.baseUrl));

    assert.equal(error.code, 'provider.context-too-long');
    assert.equal(server.requests.length, 0);
  });

  it('has a model without tools speak through text, without asking it for them first', async () => {
    const text = '```json\n{"tool":"list_files","arguments":{"path":"src"}}\n```';
    await using server = await startScriptedServer('ollama', [{ text }], { limits: { tools: false } });

    const { response } = await ask(withToolFallback(open(server.baseUrl)));

    assert.equal(server.requests.length, 1);
    assert.equal(server.requests[0]?.body['tools'], undefined);
    assert.equal(response.toolCalls[0]?.name, 'list_files');
  });

  it('keeps the SDK from writing to the console', async () => {
    const written: unknown[] = [];
    const real = { log: console.log, warn: console.warn, error: console.error };
    const record = (...values: unknown[]): void => void written.push(values);
    Object.assign(console, { log: record, warn: record, error: record });
    try {
      await using server = await startScriptedServer('ollama', [
        { fault: { kind: 'html', status: 500 } },
        {
          fault: { kind: 'status', status: 400, body: 'no JSON', headers: { 'content-type': 'text/plain' } },
        },
        { text: 'some words', fault: { kind: 'garbage', afterEvents: 1 } },
      ]);
      const model = createOllamaModel({ name: 'scripted', baseUrl: server.baseUrl, headers: {} });
      for (const _ of [1, 2, 3]) await failureOf(model);
    } finally {
      Object.assign(console, real);
    }

    assert.deepEqual(written, []);
  });
});

function open(baseUrl: string) {
  return createOllamaModel({ name: 'scripted', baseUrl, headers: {} });
}
