import assert from 'node:assert/strict';
import { startScriptedServer } from '../../../test/servers/scripted-server.ts';
import { describeModelContract, failureOf } from '../model.contract.ts';
import { createOllamaModel } from './ollama-model.ts';

describe('createOllamaModel', () => {
  describeModelContract({
    wire: 'ollama',
    reportsCache: false,
    leadingEvents: 0,
    create: ({ baseUrl }) => createOllamaModel({ name: 'scripted', baseUrl, headers: {} }),
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
