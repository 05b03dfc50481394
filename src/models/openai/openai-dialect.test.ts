import assert from 'node:assert/strict';
import { startScriptedServer } from '../../../test/servers/scripted-server.ts';
import type { ScriptedFault } from '../../../test/servers/scripted-turn.ts';
import { ask, failureOf, request } from '../model.contract.ts';
import { guessDialect } from './openai-dialect.ts';
import { createOpenAiModel } from './openai-model.ts';

const noReasoning =
  "Function tools with reasoning_effort are not supported for scripted in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.";
const otherField =
  "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
const noNone =
  "Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'low', 'medium'.";

describe('the dialects of Chat Completions', () => {
  it('begin with the field that the host knows', () => {
    assert.equal(guessDialect('https://api.openai.com/v1').limitField, 'max_completion_tokens');
    assert.equal(guessDialect('https://mine.openai.azure.com/openai/v1').limitField, 'max_completion_tokens');
    assert.equal(guessDialect('http://localhost:8000/v1').limitField, 'max_tokens');
  });

  it('are learned from refusals, once', async () => {
    const script = [bad(noReasoning), bad(otherField), { text: 'one' }, { text: 'two' }];
    await using server = await startScriptedServer('openai', script);
    const model = createOpenAiModel({
      name: 'scripted',
      apiKey: 'none-needed',
      baseUrl: server.baseUrl,
      headers: {},
    });

    await ask(model);
    await ask(model);

    assert.equal(server.requests.length, 4);
    const { body } = server.requests[3] ?? {};
    assert.equal(body?.['reasoning_effort'], 'none');
    assert.equal(body['max_completion_tokens'], 4096);
    assert.equal('max_tokens' in body, false);
  });

  it('end where a model can only reason: it has no tools then, and goes on in words', async () => {
    const script = [bad(noReasoning), bad(noNone), { text: 'in words' }];
    await using server = await startScriptedServer('openai', script);
    const model = createOpenAiModel({
      name: 'scripted',
      apiKey: undefined,
      baseUrl: server.baseUrl,
      headers: {},
    });

    const error = await failureOf(model);
    const { response } = await ask(model, { ...request, tools: [] });

    assert.equal(error.code, 'provider.no-tools');
    assert.equal(response.text, 'in words');
    assert.deepEqual(
      server.requests.map(({ body }) => body['reasoning_effort']),
      [undefined, 'none', undefined],
    );
  });

  it('are not learned from other refusals', async () => {
    await using server = await startScriptedServer('openai', [bad('max_tokens must be positive')]);
    const model = createOpenAiModel({
      name: 'scripted',
      apiKey: undefined,
      baseUrl: server.baseUrl,
      headers: {},
    });

    assert.equal((await failureOf(model)).code, 'provider.bad-request');
    assert.equal(server.requests.length, 1);
  });
});

function bad(message: string): { readonly fault: ScriptedFault } {
  return { fault: { kind: 'status', status: 400, message } };
}
