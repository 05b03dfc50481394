import assert from 'node:assert/strict';
import { startScriptedServer, type WireName } from './scripted-server.ts';
import { type ByteSplit, splitBytes } from './split-bytes.ts';

const paths = {
  openai: '/chat/completions',
  anthropic: '/v1/messages',
  ollama: '/api/chat',
  gemini: '/v1beta/models/scripted:streamGenerateContent?alt=sse',
};

function post(baseUrl: string, wire: WireName, signal?: AbortSignal): Promise<Response> {
  const body = JSON.stringify({ model: 'scripted', stream: true, stream_options: { include_usage: true } });
  return fetch(`${baseUrl}${paths[wire]}`, { method: 'POST', body, ...(signal && { signal }) });
}

describe('the scripted server', () => {
  for (const wire of ['openai', 'anthropic', 'ollama', 'gemini'] as const) {
    it(`streams whole ${wire} events whatever the split`, async () => {
      const texts: string[] = [];
      for (const split of ['events', 'awkward', 'bytes', 'whole'] as const) {
        await using server = await startScriptedServer(wire, [{ text: 'Grüße 👋🏽 世界', split }]);
        const response = await post(server.baseUrl, wire);
        texts.push(await response.text());
      }

      assert.equal(new Set(texts).size, 1);
      assert.match(texts[0] ?? '', /Gr/u);
    });
  }

  it('records each request and answers in order', async () => {
    await using server = await startScriptedServer('openai', [
      { fault: { kind: 'status', status: 429, headers: { 'retry-after': '2' } } },
      { text: 'second' },
    ]);

    const first = await post(server.baseUrl, 'openai');
    const second = await post(server.baseUrl, 'openai');
    const third = await post(server.baseUrl, 'openai');

    assert.deepEqual([first.status, second.status, third.status], [429, 200, 400]);
    assert.equal(first.headers.get('retry-after'), '2');
    assert.match(await third.text(), /no turn for request 3/u);
    assert.equal(server.requests.length, 3);
    assert.equal(server.requests[0]?.body['model'], 'scripted');
    assert.equal(server.requests[0]?.sizeBytes, 74);
  });

  it('stalls until it is released', async () => {
    await using server = await startScriptedServer('ollama', [
      { text: 'a b c', fault: { kind: 'stall', afterEvents: 1 } },
    ]);

    const response = await post(server.baseUrl, 'ollama');
    const reader = response.body?.getReader();
    await reader?.read();
    server.release();
    let last = await reader?.read();
    while (last?.done === false) last = await reader?.read();

    assert.equal(last?.done, true);
    assert.equal(await server.requests[0]?.answered, true);
  });

  it('notices when the client leaves', async () => {
    await using server = await startScriptedServer('anthropic', [
      { text: 'never finished', fault: { kind: 'stall', afterEvents: 2 } },
    ]);
    const controller = new AbortController();

    const response = post(server.baseUrl, 'anthropic', controller.signal);
    await server.waitForRequests(1);
    controller.abort();

    await assert.rejects(async () => (await response).text(), /abort/iu);
    assert.equal(await server.requests[0]?.answered, false);
  });

  it('tears the connection down at the event it was told', async () => {
    await using server = await startScriptedServer('openai', [
      { text: 'half an answer', split: 'events', fault: { kind: 'disconnect', afterEvents: 2 } },
    ]);

    const response = await post(server.baseUrl, 'openai');

    await assert.rejects(response.text(), /terminated/u);
  });
});

describe('splitting bytes', () => {
  it('keeps every byte in order', () => {
    const events = ['data: {"text":"é世👋"}\n\n', 'data: [DONE]\n\n'];
    for (const split of ['events', 'awkward', 'bytes', 'whole'] satisfies ByteSplit[]) {
      const joined = Buffer.concat(splitBytes(events, split)).toString('utf8');
      assert.equal(joined, events.join(''));
    }
  });
});
