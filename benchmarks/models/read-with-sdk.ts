import type { ModelRequest } from '../../src/engine/ports/model.ts';
import { toAnthropicRequest } from '../../src/models/anthropic/anthropic-request.ts';
import { BaseAnthropic, Messages } from '../../src/models/anthropic/anthropic-sdk.ts';
import { toGeminiRequest } from '../../src/models/gemini/gemini-request.ts';
import { toOllamaRequest } from '../../src/models/ollama/ollama-request.ts';
import { toOpenAiRequest } from '../../src/models/openai/openai-request.ts';
import type { WireName } from '../../test/servers/scripted-server.ts';

export type ServerEnv = Readonly<Record<string, string>>;

/** Reads an answer with the vendor's SDK alone, and looks at none of it. */
export async function readWithSdk(wire: WireName, env: ServerEnv, request: ModelRequest): Promise<void> {
  for await (const _ of await openers[wire](env, request)) {
    // Reading is all.
  }
}

type Open = (env: ServerEnv, request: ModelRequest) => Promise<AsyncIterable<unknown>>;

const openers: Readonly<Record<WireName, Open>> = {
  async openai(env, request) {
    const { OpenAI } = await import('openai');
    const client = new OpenAI({ apiKey: 'none', baseURL: env['OPENAI_BASE_URL'] ?? null });
    const dialect = { limitField: 'max_tokens', reasoningEffort: undefined, caching: 'unsaid' } as const;
    return client.chat.completions.create(toOpenAiRequest('scripted', request, dialect));
  },
  async anthropic(env, request) {
    const client = new BaseAnthropic({ apiKey: 'none', baseURL: env['ANTHROPIC_BASE_URL'] ?? null });
    return new Messages(client).create(toAnthropicRequest('scripted', request));
  },
  async gemini(env, request) {
    const { GoogleGenAI } = await import('@google/genai');
    const httpOptions = { baseUrl: env['GEMINI_BASE_URL'] ?? '' };
    const client = new GoogleGenAI({ apiKey: 'none', httpOptions });
    const { signal } = new AbortController();
    return client.models.generateContentStream(toGeminiRequest('scripted', request, signal));
  },
  async ollama(env, request) {
    const { Ollama } = await import('ollama');
    const client = new Ollama({ host: env['OLLAMA_HOST'] ?? '' });
    const fit = { contextTokens: 16_384, maxOutputTokens: request.maxOutputTokens };
    return client.chat(toOllamaRequest('scripted', request, fit));
  },
};
