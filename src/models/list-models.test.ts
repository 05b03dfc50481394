import assert from 'node:assert/strict';
import { startScriptedServer, type WireName } from '../../test/servers/scripted-server.ts';
import { listModels, type ModelListing } from './list-models.ts';

const signal = new AbortController().signal;

async function listing(
  provider: string,
  env: Readonly<Record<string, string>>,
): Promise<ModelListing | undefined> {
  // A port that nobody may listen on stands for every server that is not asked for.
  const nowhere = { OLLAMA_HOST: 'http://127.0.0.1:1' };
  return (await listModels({ env: { ...nowhere, ...env } }, signal)).find(
    found => found.provider === provider,
  );
}

describe('listModels', () => {
  it('says what is wrong with one key, and asks the other providers', async () => {
    await using server = await startScriptedServer('anthropic', [], { models: ['one'] });
    const env = { ...server.env, OPENAI_API_KEY: 'sk-one two' };

    const broken = await listing('openai', env);

    assert.match((broken?.kind === 'broken' && broken.reason) || '', /^OPENAI_API_KEY has characters/u);
    assert.equal((await listing('anthropic', env))?.kind, 'answers');
  });

  for (const wire of ['openai', 'anthropic', 'gemini', 'ollama'] satisfies WireName[]) {
    it(`asks ${wire} through its SDK, and nothing that costs`, async () => {
      await using server = await startScriptedServer(wire, [], { models: ['one', 'two'] });

      const found = await listing(wire, server.env);

      assert.deepEqual(found?.kind === 'answers' && found.models, ['one', 'two']);
      assert.equal(server.requests.length, 0);
    });

    it(`says that ${wire} has no models`, async () => {
      await using server = await startScriptedServer(wire, [], { models: [] });

      const found = await listing(wire, server.env);

      assert.match(found?.kind === 'broken' ? found.reason : '', /has no models\. \w/u);
    });
  }

  it('does not ask a vendor for whom there is no key', async () => {
    assert.equal((await listing('openai', {}))?.kind, 'not-set-up');
    assert.equal((await listing('anthropic', {}))?.kind, 'not-set-up');
  });

  it('takes a server without a list for one that answers', async () => {
    await using server = await startScriptedServer('ollama', []);
    const env = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.baseUrl}/v1` };

    const found = await listing('openai', env);

    assert.deepEqual(found?.kind === 'answers' && found.models, null);
  });

  it('says that nothing is there', async () => {
    assert.equal((await listing('ollama', {}))?.kind, 'silent');
  });

  it('ends at once when it is cancelled', async () => {
    await assert.rejects(listModels({ env: {} }, AbortSignal.abort()), { name: 'AbortError' });
  });
});
