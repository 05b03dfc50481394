import assert from 'node:assert/strict';
import { connectAnthropic, connectOllama, connectOpenAi } from './connections.ts';

describe('connectOllama', () => {
  const addresses = {
    '': 'http://127.0.0.1:11434',
    'box.local': 'http://box.local:11434',
    'box.local:8080': 'http://box.local:8080',
    ':8080': 'http://127.0.0.1:8080',
    '0.0.0.0': 'http://127.0.0.1:11434',
    'http://0.0.0.0:11434/': 'http://127.0.0.1:11434',
    '[::]:11434': 'http://127.0.0.1:11434',
    'https://ollama.example': 'https://ollama.example',
    'https://example.org/ollama/': 'https://example.org/ollama',
  };
  for (const [host, baseUrl] of Object.entries(addresses)) {
    it(`understands OLLAMA_HOST="${host}"`, () => {
      assert.equal(connectOllama({ env: { OLLAMA_HOST: host } }).baseUrl, baseUrl);
    });
  }

  it('refuses what is no address', () => {
    assert.throws(() => connectOllama({ env: { OLLAMA_HOST: 'my box' } }), { code: 'config.invalid' });
  });
});

describe('connectOpenAi', () => {
  for (const line of ['X-A: 日本-geheim', 'Bad Name: geheim', 'Content-Length: 5', 'Host: other.example']) {
    it(`refuses the header ${line.split(':')[0]} of "${line}", without its value`, () => {
      assert.throws(
        () => connectOpenAi({ env: { OPENAI_CUSTOM_HEADERS: line } }),
        ({ code, message }: { readonly code: string; readonly message: string }) =>
          code === 'config.invalid' && message.includes(line.split(':')[0] ?? '') && !/geheim/u.test(message),
      );
    });
  }

  for (const address of ['sk-proj-abcdefghijkl1234', 'https://me:hunter2hunter2@box.local/v1']) {
    it(`shows no secret of the address ${address.slice(0, 8)}…, which it refuses`, () => {
      assert.throws(
        () => connectOpenAi({ env: { OPENAI_BASE_URL: address } }),
        ({ code, message }: { readonly code: string; readonly message: string }) =>
          code === 'config.invalid' && !/abcdefgh|hunter2/u.test(message),
      );
    });
  }

  it('goes to OpenAI unless told', () => {
    const connection = connectOpenAi({ env: { OPENAI_API_KEY: ' sk-1234567890 \n' } });

    assert.equal(connection.baseUrl, 'https://api.openai.com/v1');
    assert.equal(connection.apiKey, 'sk-1234567890');
    assert.equal(connection.isVendors, true);
  });

  it('does not take a similar name for the vendor', () => {
    const env = { OPENAI_BASE_URL: 'https://notopenai.com/v1/' };

    assert.deepEqual(connectOpenAi({ env }), {
      apiKey: undefined,
      baseUrl: 'https://notopenai.com/v1',
      isVendors: false,
      query: {},
      headers: {},
    });
  });
});

describe('connectOpenAi to other servers', () => {
  it('takes the query out of the address, and gives Azure the key in a header of its own', () => {
    const env = {
      OPENAI_BASE_URL: 'https://me.openai.azure.com/openai/v1/?api-version=preview',
      OPENAI_API_KEY: 'azure-key-1234567',
    };

    const { baseUrl, query, headers } = connectOpenAi({ env });

    assert.equal(baseUrl, 'https://me.openai.azure.com/openai/v1');
    assert.deepEqual(query, { 'api-version': 'preview' });
    assert.deepEqual(headers, { 'api-key': 'azure-key-1234567' });
  });

  it('sends headers of the environment and, before them, of the settings', () => {
    const env = {
      OPENAI_BASE_URL: 'https://openrouter.ai/api/v1',
      OPENAI_CUSTOM_HEADERS: 'X-Title: CodeForge\nX-Team:  blue ',
    };

    assert.deepEqual(connectOpenAi({ env, headers: { openai: { 'X-Team': 'red' } } }).headers, {
      'X-Title': 'CodeForge',
      'X-Team': 'red',
    });
  });
});

describe('connectAnthropic', () => {
  it('leaves the version to the SDK', () => {
    const env = { ANTHROPIC_BASE_URL: 'https://api.anthropic.com/v1/' };

    assert.equal(connectAnthropic({ env }).baseUrl, 'https://api.anthropic.com');
  });
});
