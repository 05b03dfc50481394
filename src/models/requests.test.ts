import assert from 'node:assert/strict';
import type { Message, ModelRequest } from '../engine/ports/model.ts';
import { toAnthropicRequest } from './anthropic/anthropic-request.ts';
import { request } from './model.contract.ts';
import { fitContext } from './ollama/fit-context.ts';
import { toOllamaRequest } from './ollama/ollama-request.ts';
import { guessDialect } from './openai/openai-dialect.ts';
import { toOpenAiRequest } from './openai/openai-request.ts';

const conversation: readonly Message[] = [
  { role: 'user', text: 'Fix it.' },
  {
    role: 'assistant',
    text: 'I look.',
    toolCalls: [
      { id: 'c1', name: 'read_file', argumentsText: '{"path":"a.py"}' },
      { id: 'c2', name: 'list_files', argumentsText: '' },
    ],
  },
  {
    role: 'tool',
    results: [
      { callId: 'c1', name: 'read_file', text: 'x = 1', isError: false },
      { callId: 'c2', name: 'list_files', text: 'No such folder.', isError: true },
    ],
  },
];

const asked: ModelRequest = { ...request, messages: conversation };

describe('toOpenAiRequest', () => {
  it('sends each result as a message of its own', () => {
    const { messages } = toOpenAiRequest('m', asked, guessDialect('http://localhost/v1'));

    assert.deepEqual(messages.slice(2), [
      {
        role: 'assistant',
        content: 'I look.',
        tool_calls: [
          { type: 'function', id: 'c1', function: { name: 'read_file', arguments: '{"path":"a.py"}' } },
          { type: 'function', id: 'c2', function: { name: 'list_files', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'x = 1' },
      { role: 'tool', tool_call_id: 'c2', content: 'No such folder.' },
    ]);
  });
});

describe("toOpenAiRequest's cache key", () => {
  const keyOf = (baseUrl: string, messages: readonly Message[]) =>
    toOpenAiRequest('m', { ...request, messages }, guessDialect(baseUrl)).prompt_cache_key;
  const openAi = 'https://api.openai.com/v1';

  it('is the same throughout a conversation, and another for another', () => {
    assert.equal(keyOf(openAi, conversation), keyOf(openAi, conversation.slice(0, 1)));
    assert.notEqual(keyOf(openAi, conversation), keyOf(openAi, [{ role: 'user', text: 'Else.' }]));
  });

  it('goes to nobody who may not know it', () => {
    assert.equal(keyOf('http://localhost:8000/v1', conversation), undefined);
  });
});

describe('toAnthropicRequest', () => {
  const mark = { type: 'ephemeral' };

  it('sends all results in one user message and says which failed', () => {
    const { messages } = toAnthropicRequest('claude-sonnet-4-5', asked);

    assert.deepEqual(messages.at(-1), {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'c1', content: 'x = 1', is_error: false },
        {
          type: 'tool_result',
          tool_use_id: 'c2',
          content: 'No such folder.',
          is_error: true,
          cache_control: mark,
        },
      ],
    });
  });

  it('marks tools, system and conversation for the cache, and no more than four places', () => {
    const body = toAnthropicRequest('claude-sonnet-4-5', asked);

    assert.deepEqual(
      body.tools?.map(tool => 'cache_control' in tool),
      [false, true],
    );
    assert.match(JSON.stringify(body.system), /cache_control/u);
    assert.equal(JSON.stringify(body).split('cache_control').length - 1, 3);
  });

  it('never sends empty text, which the API refuses', () => {
    const messages: readonly Message[] = [
      { role: 'user', text: ' ' },
      { role: 'assistant', text: '', toolCalls: [] },
      { role: 'assistant', text: '\n', toolCalls: [{ id: 'c1', name: 'list_files', argumentsText: '{}' }] },
    ];

    const body = JSON.stringify(toAnthropicRequest('m', { ...request, messages }).messages);

    const texts = Array.from(body.matchAll(/"text":"([^"]*)"/gu), ([, text]) => text);
    assert.deepEqual(texts, ['(empty)', '(empty)']);
  });

  it('asks only models that think unasked to sum their thoughts up', () => {
    assert.equal(toAnthropicRequest('claude-haiku-4-5', asked).thinking, undefined);
    assert.deepEqual(toAnthropicRequest('claude-opus-5-5', asked).thinking, {
      type: 'adaptive',
      display: 'summarized',
    });
  });
});

describe('toOllamaRequest', () => {
  it('names the tool of each result and sends arguments as objects', () => {
    const { messages } = toOllamaRequest('m', asked, { contextTokens: 16_384, maxOutputTokens: 10 });

    assert.deepEqual(messages?.slice(2), [
      {
        role: 'assistant',
        content: 'I look.',
        tool_calls: [
          { function: { name: 'read_file', arguments: { path: 'a.py' } } },
          { function: { name: 'list_files', arguments: {} } },
        ],
      },
      { role: 'tool', tool_name: 'read_file', content: 'x = 1' },
      { role: 'tool', tool_name: 'list_files', content: 'No such folder.' },
    ]);
  });

  it('keeps one context length until a request needs more', () => {
    const long = { ...request, messages: [{ role: 'user' as const, text: 'x'.repeat(60_000) }] };

    assert.equal(fitContext('m', asked, {}).contextTokens, 16_384);
    assert.equal(fitContext('m', long, {}).contextTokens, 32_768);
  });

  it('stays within what the model can, and gives the answer what is left', () => {
    const long = { ...request, messages: [{ role: 'user' as const, text: 'x'.repeat(60_000) }] };

    const { contextTokens, maxOutputTokens } = fitContext('m', long, { contextTokens: 22_000 });

    assert.equal(contextTokens, 22_000);
    assert.ok(maxOutputTokens < request.maxOutputTokens && maxOutputTokens > 1000);
    assert.throws(() => fitContext('m', long, { contextTokens: 20_000 }), {
      code: 'provider.context-too-long',
    });
  });
});
