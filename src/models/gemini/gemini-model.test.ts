import assert from 'node:assert/strict';
import { startScriptedServer } from '../../../test/servers/scripted-server.ts';
import { ask, describeModelContract, failureOf, request } from '../model.contract.ts';
import { createGeminiModel } from './gemini-model.ts';

describe('createGeminiModel', () => {
  describeModelContract({
    wire: 'gemini',
    reportsCache: true,
    leadingEvents: 0,
    create: ({ baseUrl, env }) =>
      createGeminiModel({ name: 'scripted', apiKey: env['GEMINI_API_KEY'], baseUrl, headers: {} }),
  });

  it('counts thoughts apart from the answer', async () => {
    const usage = { inputTokens: 5, outputTokens: 7, reasoningTokens: 11 };
    await using server = await startScriptedServer('gemini', [{ text: 'ok', usage }]);

    const { response } = await ask(open(server.baseUrl));

    assert.deepEqual(response.usage, { ...usage, cacheReadTokens: 0, cacheWriteTokens: 0 });
  });

  it('sends the signature of a thought back with the call that came of it', async () => {
    const toolCalls = [{ name: 'list_files', arguments: {} }];
    await using server = await startScriptedServer('gemini', [{ toolCalls }, { text: 'ok' }]);
    const model = open(server.baseUrl);

    const { toolCalls: made } = (await ask(model)).response;
    // As a conversation is after it was stored.
    const stored = JSON.parse(JSON.stringify(made)) as typeof made;
    await ask(model, {
      ...request,
      messages: [...request.messages, { role: 'assistant', text: '', toolCalls: stored }],
    });

    assert.match(JSON.stringify(server.requests[1]?.body), /"thoughtSignature":"signed-list_files"/u);
  });

  it('tells of a key that is no key as of a wrong one', async () => {
    const message = 'API key not valid. Please pass a valid API key.';
    await using server = await startScriptedServer('gemini', [
      { fault: { kind: 'status', status: 400, message } },
    ]);

    assert.equal((await failureOf(open(server.baseUrl))).code, 'provider.unauthorized');
  });

  it('reads from the body how long to wait', async () => {
    const body = JSON.stringify({
      error: {
        code: 429,
        message: 'Quota',
        status: 'RESOURCE_EXHAUSTED',
        details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' }],
      },
    });
    await using server = await startScriptedServer('gemini', [
      { fault: { kind: 'status', status: 429, body } },
    ]);

    assert.equal((await failureOf(open(server.baseUrl))).retryAfterMs, 34_500);
  });
});

function open(baseUrl: string) {
  return createGeminiModel({ name: 'scripted', apiKey: 'AIza-other', baseUrl, headers: {} });
}
