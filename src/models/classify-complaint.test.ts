import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classifyComplaint, quote } from './classify-complaint.ts';
import { classifyFailure } from './classify-failure.ts';
import type { Endpoint } from './endpoint.ts';
import { maskKey, scrubKeys } from './mask-key.ts';

const apiKey = 'sk-proj-abcdefghijkl1234';

const openAi: Endpoint = {
  vendor: 'OpenAI',
  model: 'gpt-6-sol',
  baseUrl: 'https://api.openai.com/v1',
  apiKey,
  secrets: [],
  keyVariable: 'OPENAI_API_KEY',
  urlVariable: 'OPENAI_BASE_URL',
  startHint: 'Start the server there, or check OPENAI_BASE_URL.',
};

const ollama: Endpoint = {
  ...openAi,
  vendor: 'Ollama',
  model: 'qwen3',
  baseUrl: 'http://127.0.0.1:11434',
  apiKey: undefined,
};

describe('classifyComplaint', () => {
  it('names the refused key by its last four characters', () => {
    const error = classify({ status: 401, message: `Incorrect API key provided: ${apiKey}.` });

    assert.equal(
      error.message,
      'OpenAI refused the key ending in …1234 (“Incorrect API key provided: …1234.”). Set OPENAI_API_KEY to a key that is valid there.',
    );
  });

  it('asks for a key where none was sent', () => {
    const error = classify({ status: 401 }, { ...openAi, baseUrl: 'http://box:8000/v1', apiKey: undefined });

    assert.equal(error.message, 'The OpenAI server at box:8000 asks for a key. Set OPENAI_API_KEY.');
  });

  it('tells an empty account from a rate limit', () => {
    const quota = { message: 'You exceeded your current quota.', code: 'insufficient_quota' };
    const limit = { message: 'Rate limit reached.', code: 'rate_limit_exceeded' };

    assert.equal(classify({ status: 429, ...quota }).code, 'provider.no-credit');
    assert.equal(classify({ status: 429, ...quota }).retryable, false);
    assert.equal(classify({ status: 429, ...limit }).code, 'provider.rate-limited');
    assert.equal(
      classify({ status: 400, message: 'Your credit balance is too low.' }).code,
      'provider.no-credit',
    );
  });

  it('tells an unknown model from an unknown address', () => {
    const model = classify({ status: 404, message: 'The model does not exist', code: 'model_not_found' });
    const address = classify({ status: 404, message: '404 page not found' });
    const local = classify({ status: 404, message: "model 'qwen3' not found" }, ollama);

    assert.match(model.message, /^OpenAI has no model "gpt-6-sol"/u);
    assert.match(
      address.message,
      /^There is no OpenAI interface at api\.openai\.com \(status 404\)\. Check/u,
    );
    assert.match(local.message, /Fetch it with "ollama pull qwen3"/u);
  });

  for (const message of [
    'registry.ollama.ai/library/gemma:2b does not support tools',
    'No endpoints found that support tool use.',
    '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
    'tools param requires --jinja flag',
  ]) {
    it(`knows that "${message}" is about tools`, () => {
      assert.equal(
        classify({ status: message.startsWith('No') ? 404 : 500, message }).code,
        'provider.no-tools',
      );
    });
  }

  it('does not repeat a request whose content was refused', () => {
    const error = classify({ status: 400, message: 'Filtered.', code: 'content_filter' });

    assert.equal(error.code, 'provider.refused');
    assert.equal(error.retryable, false);
  });

  for (const [status, message] of [
    [400, "This model's maximum context length is 128000 tokens. However, your messages resulted in 140000."],
    [400, 'Your input exceeds the context window of this model.'],
    [400, 'prompt is too long: 210000 tokens > 200000 maximum'],
    [400, 'input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000'],
    [400, 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).'],
    [400, 'the request exceeds the available context size. try increasing it'],
    [413, 'Request too large.'],
  ] as const) {
    it(`knows that "${message}" is about the context`, () => {
      const error = classify({ status, message });

      assert.deepEqual([error.code, error.retryable], ['provider.context-too-long', false]);
      assert.match(error.message, /longer context/u);
    });
  }

  it('keeps the status, and the time to wait', () => {
    const error = classify({ status: 429, headers: { 'retry-after': '1.5' } });

    assert.deepEqual([error.status, error.retryAfterMs], [429, 1500]);
    assert.deepEqual([classify({ status: 401 }).status, classify({ status: 503 }).status], [401, 503]);
  });
});

describe('classifyFailure', () => {
  const connections: readonly [string, RegExp, boolean][] = [
    ['ECONNREFUSED', /^Nothing answers at api\.openai\.com\. Start/u, true],
    ['ENOTFOUND', /^The address api\.openai\.com cannot be found\. Check the network/u, true],
    ['ECONNRESET', /^The connection to api\.openai\.com broke \(ECONNRESET\)\./u, true],
    ['SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/u, false],
  ];
  for (const [code, message, retryable] of connections) {
    it(`explains ${code}`, () => {
      const cause = Object.assign(new Error(`connect ${code}`), { code });
      const error = classifyFailure(new TypeError('fetch failed', { cause }), openAi);

      assert.equal(error.code, 'provider.unreachable');
      assert.equal(error.retryable, retryable);
      assert.match(error.message, message);
    });
  }

  it('does not blame the network for an event that the SDK cannot read, nor for a server without https', () => {
    const stumble = classifyFailure(new TypeError("Cannot read properties of null (reading 'x')"), openAi);
    const cause = Object.assign(new Error('wrong version'), { code: 'ERR_SSL_WRONG_VERSION_NUMBER' });
    const plain = classifyFailure(new TypeError('fetch failed', { cause }), openAi);

    assert.match(stumble.message, /^OpenAI sent a stream that cannot be read/u);
    assert.match(plain.message, /does not speak https\. Check OPENAI_BASE_URL/u);
    assert.equal(plain.retryable, false);
  });

  it('keeps keys out of everything that it hands on', () => {
    const thrown = new TypeError(`Headers.append: "Bearer ${apiKey}" is an invalid header value.`);

    const error = classifyFailure(thrown, openAi);

    assert.doesNotMatch(`${error.message} ${error.stack} ${String(error.cause)}`, /abcdefgh/u);
  });
});

describe('keys', () => {
  it('are never shown whole, however short', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), key => {
        const shown = maskKey(key);
        assert.ok(!shown.includes(key) || key === '…');
        assert.ok(shown.length <= 5);
      }),
    );
  });

  it('are taken out wherever they stand', () => {
    const key = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(key, fc.string(), fc.string(), (secret, before, after) => {
        assert.ok(!scrubKeys(`${before}${secret}${after}`, { apiKey: secret, secrets: [] }).includes(secret));
      }),
    );
  });
});

describe('quote', () => {
  it('is one bounded line without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), text => {
        const line = quote(text);
        assert.ok(line.length <= 300);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
        assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f]/u);
      }),
    );
  });
});

interface Said {
  readonly status: number;
  readonly message?: string;
  readonly code?: string;
  readonly headers?: Record<string, string>;
}

function classify({ status, message = '', code = '', headers = {} }: Said, endpoint = openAi) {
  return classifyComplaint({ status, message, code, type: '', headers: new Headers(headers) }, endpoint);
}
