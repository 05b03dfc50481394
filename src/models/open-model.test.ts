import assert from 'node:assert/strict';
import { createFastClock } from '../../test/fakes/fast-clock.ts';
import { startScriptedServer } from '../../test/servers/scripted-server.ts';
import { defaultCallPolicy } from '../engine/resilience/call-policy.ts';
import { createProviders } from '../engine/resilience/providers.ts';
import { withRetries } from '../engine/resilience/with-retries.ts';
import { ask, failureOf, request } from './model.contract.ts';
import { createOpenModel } from './open-model.ts';

describe('createOpenModel', () => {
  for (const wire of ['openai', 'anthropic', 'ollama'] as const) {
    it(`opens ${wire} where the environment says`, async () => {
      await using server = await startScriptedServer(wire, [{ text: 'here' }]);
      const open = createOpenModel({ env: server.env });

      const { response } = await ask(open(`${wire}/scripted`));

      assert.equal(response.text, 'here');
      assert.equal(server.requests[0]?.body['model'], 'scripted');
    });
  }

  it('takes keys and addresses from elsewhere before the environment', async () => {
    await using server = await startScriptedServer('openai', [{ text: 'here' }]);
    const open = createOpenModel({
      env: { OPENAI_API_KEY: 'sk-of-the-environment', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
      keys: { openai: 'sk-of-the-safe-place' },
      baseUrls: { openai: server.baseUrl },
      headers: { openai: { 'x-title': 'CodeForge' } },
    });

    await ask(open('openai/vendor/model-with-slash'));

    assert.equal(server.requests[0]?.headers.authorization, 'Bearer sk-of-the-safe-place');
    assert.equal(server.requests[0]?.headers['x-title'], 'CodeForge');
    assert.equal(server.requests[0]?.body['model'], 'vendor/model-with-slash');
  });

  it('opens accounts that are down or used up apart from each other, and names none by its whole key', async () => {
    const down = { fault: { kind: 'status', status: 503 } } as const;
    const usedUp = { fault: { kind: 'status', status: 429, headers: { 'retry-after': '3600' } } } as const;
    await using broken = await startScriptedServer('openai', () => down);
    await using busy = await startScriptedServer('openai', ({ headers }) =>
      headers.authorization === 'Bearer sk-a-key-that-is-used-up' ? usedUp : { text: 'here' },
    );
    const clock = createFastClock({ isStill: true });
    const providers = createProviders(clock);
    const model = (baseUrl: string, key: string) => {
      const open = createOpenModel({ env: {}, baseUrls: { openai: baseUrl }, keys: { openai: key } });
      return withRetries(open('openai/scripted'), {
        ...{ clock, providers, callPolicy: defaultCallPolicy, tell: () => undefined, retries: { max: 0 } },
      });
    };
    const first = model(broken.baseUrl, 'sk-a-key-that-is-used-up');
    const second = model(busy.baseUrl, 'sk-a-key-that-is-used-up');
    const third = model(busy.baseUrl, 'sk-a-key-with-an-allowance');

    for (let outage = 0; outage < 6; outage += 1) await failureOf(first);
    assert.equal(broken.requests.length, 5);
    for (let refusal = 0; refusal < 2; refusal += 1)
      assert.equal((await failureOf(second)).code, 'provider.rate-limited');
    assert.equal(busy.requests.length, 1);
    assert.equal((await ask(third)).response.text, 'here');
    assert.match(third.account ?? '', /^http:\/\/127\.0\.0\.1:\d+\/v1 …ance$/u);
  });

  it('asks a server of the user without a key', async () => {
    await using server = await startScriptedServer('openai', [{ text: 'here' }]);
    const open = createOpenModel({ env: { OPENAI_BASE_URL: server.baseUrl } });

    assert.equal((await ask(open('openai/scripted'))).response.text, 'here');
  });

  it('says which key is missing before anything is sent', () => {
    const open = createOpenModel({ env: { OPENAI_API_KEY: ' ' } });

    assert.throws(() => open('openai/gpt-6-sol'), { code: 'config.missing-key', message: /OPENAI_API_KEY/u });
    assert.throws(() => open('anthropic/claude-sonnet-5-5'), {
      code: 'config.missing-key',
      message: /ANTHROPIC_API_KEY/u,
    });
  });

  for (const id of ['mistral/large', 'openai/', '/x', 'constructor/x', 'x/'] as const) {
    it(`refuses "${id}" and names the providers`, () => {
      const open = createOpenModel({ env: { OPENAI_API_KEY: 'sk-something-1234' } });

      assert.throws(() => open(id), {
        code: 'config.invalid',
        message: /openai, anthropic, gemini, and ollama/u,
      });
    });
  }

  it('refuses an address and a key that cannot be one', () => {
    const badUrl = createOpenModel({ env: { OPENAI_BASE_URL: 'localhost:8000/v1' } });
    const badKey = createOpenModel({ env: { ANTHROPIC_API_KEY: 'sk-ant-…-copied' } });

    assert.throws(() => badUrl('openai/x'), {
      code: 'config.invalid',
      message: /OPENAI_BASE_URL is not a web address/u,
    });
    assert.throws(
      () => badKey('anthropic/x'),
      (error: Error) => {
        assert.match(error.message, /ANTHROPIC_API_KEY has characters/u);
        assert.doesNotMatch(error.message, /sk-ant/u);
        return true;
      },
    );
  });

  it('remembers that a model cannot call tools', async () => {
    const fault = { kind: 'status', status: 400, message: 'scripted does not support tools' } as const;
    await using server = await startScriptedServer('ollama', [{ fault }, { text: 'one' }, { text: 'two' }]);
    const open = createOpenModel({ env: server.env });

    const first = await ask(open('ollama/scripted'));
    const second = await ask(open('ollama/scripted'));

    assert.deepEqual([first.response.text, second.response.text], ['one', 'two']);
    assert.deepEqual(
      server.requests.map(({ body }) => 'tools' in body),
      [true, false, false],
    );
  });

  it('has a recorded session only when it was given one', async () => {
    const response = { text: 'played', toolCalls: [], stopReason: 'end' as const };
    const exchanges = [{ agent: 'coder' as const, response }];
    const recording = { format: 1 as const, title: 'Sample', recordedModel: 'x/y', note: '', exchanges };

    const played = await ask(createOpenModel({ env: {}, replay: { recording } })('replay/sample'), request);

    assert.equal(played.response.text, 'played');
    assert.throws(() => createOpenModel({ env: {} })('replay/sample'), { code: 'config.invalid' });
  });
});
