import assert from 'node:assert/strict';
import { startScriptedServer } from '../../test/servers/scripted-server.ts';
import { findAvailableModels } from './available-models.ts';

const signal = new AbortController().signal;
/** Nothing listens there, so no real Ollama is found. */
const nowhere = { OLLAMA_HOST: 'http://127.0.0.1:9' };

describe('findAvailableModels', () => {
  it('finds nothing where there is nothing', async () => {
    assert.deepEqual(await findAvailableModels({ env: nowhere }, signal), []);
  });

  it('finds the vendors by their keys, without asking them', async () => {
    const env = { ...nowhere, OPENAI_API_KEY: 'sk-one-two-three', ANTHROPIC_API_KEY: 'sk-ant-one-two' };

    const found = await findAvailableModels({ env }, signal);

    assert.deepEqual(
      found.map(({ title }) => title),
      ['OpenAI', 'Anthropic'],
    );
    assert.match(found[0]?.tiers.hard[0] ?? '', /^openai\/gpt-/u);
    assert.match(found[1]?.tiers.simple[0] ?? '', /^anthropic\/claude-/u);
  });

  it('finds Ollama by its answer, and takes a model made for code', async () => {
    const models = ['nomic-embed-text:latest', 'llama3.2:3b', 'qwen3-coder:30b'];
    await using server = await startScriptedServer('ollama', [], { models });

    const [found] = await findAvailableModels({ env: server.env }, signal);

    assert.equal(found?.provider, 'ollama');
    assert.deepEqual(found.models, models);
    assert.deepEqual(found.tiers, {
      simple: ['ollama/qwen3-coder:30b'],
      medium: ['ollama/qwen3-coder:30b'],
      hard: ['ollama/qwen3-coder:30b'],
    });
  });

  it('does not count an Ollama that has no model to chat with', async () => {
    await using server = await startScriptedServer('ollama', [], { models: ['nomic-embed-text:latest'] });

    assert.deepEqual(await findAvailableModels({ env: server.env }, signal), []);
  });

  it("asks a server of the user's own what it has", async () => {
    await using server = await startScriptedServer('openai', [], { models: ['local-model'] });

    const [found] = await findAvailableModels(
      { env: { ...nowhere, OPENAI_BASE_URL: server.baseUrl } },
      signal,
    );

    assert.deepEqual(found?.tiers.medium, ['openai/local-model']);
    assert.match(found?.title ?? '', /^the OpenAI server at 127\.0\.0\.1:/u);
  });

  it('finds the usual models behind a gateway', async () => {
    const models = ['meta/llama-5', 'openai/gpt-6-luna', 'openai/gpt-6.1-terra', 'openai/gpt-6-sol'];
    await using server = await startScriptedServer('openai', [], { models });

    const [found] = await findAvailableModels({ env: { ...nowhere, ...server.env } }, signal);

    assert.deepEqual(found?.tiers.hard, ['openai/openai/gpt-6-sol']);
  });

  it('names those with a key before a local one', async () => {
    await using server = await startScriptedServer('ollama', []);
    const env = { ...server.env, GEMINI_API_KEY: 'AIza-one-two', ANTHROPIC_API_KEY: 'sk-ant-one-two' };

    const found = await findAvailableModels({ env }, signal);

    assert.deepEqual(
      found.map(({ provider }) => provider),
      ['anthropic', 'gemini', 'ollama'],
    );
  });

  it('stops when it is cancelled', async () => {
    await assert.rejects(findAvailableModels({ env: nowhere }, AbortSignal.abort()), { name: 'AbortError' });
  });
});
