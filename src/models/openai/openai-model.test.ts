import assert from 'node:assert/strict';
import { startScriptedServer } from '../../../test/servers/scripted-server.ts';
import { ask, describeModelContract, failureOf } from '../model.contract.ts';
import { createOpenAiModel } from './openai-model.ts';

describe('createOpenAiModel', () => {
  describeModelContract({
    wire: 'openai',
    reportsCache: true,
    leadingEvents: 1,
    create: ({ baseUrl, env }) =>
      createOpenAiModel({ name: 'scripted', apiKey: env['OPENAI_API_KEY'], baseUrl, headers: {} }),
  });

  it('sends the headers and the query that a gateway wants', async () => {
    await using server = await startScriptedServer('openai', [{ text: 'ok' }]);
    const headers = { 'X-Title': 'CodeForge' };

    await ask(openGateway(server.baseUrl, headers));

    assert.equal(server.requests[0]?.headers['x-title'], 'CodeForge');
    assert.equal(server.requests[0]?.query, 'api-version=preview');
  });

  it('never shows a header of the user, whatever the server says of it', async () => {
    await using server = await startScriptedServer('openai', ({ headers }) => ({
      fault: { kind: 'status', status: 400, message: `Wrong: ${headers['x-gateway']}` },
    }));

    const error = await failureOf(openGateway(server.baseUrl, { 'X-Gateway': 'Bearer gateway-pass-123' }));

    assert.doesNotMatch(`${error.stack} ${String(error.cause)}`, /gateway-pass/u);
  });
});

function openGateway(baseUrl: string, headers: Readonly<Record<string, string>>) {
  const query = { 'api-version': 'preview' };
  return createOpenAiModel({ name: 'scripted', apiKey: 'sk-one-two', baseUrl, headers, query });
}
