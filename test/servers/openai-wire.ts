import type { Usage } from '../../src/engine/ports/model.ts';
import { argumentDeltas, cutText, type ScriptedTurn, stopReasonOf, usageOf } from './scripted-turn.ts';
import type { CompletionBody, WireError, WireFormat } from './wire-format.ts';

/** Chat Completions as server-sent events. */
export const openAiWire: WireFormat = {
  basePath: '/v1',
  completionPath: '/v1/chat/completions',
  contentType: 'text/event-stream; charset=utf-8',
  events: completionEvents,
  garbageEvent: () => 'data: {"choices":[{"delta"\n\n',
  errorEvent: message => dataEvent({ error: { message, type: 'server_error', param: null, code: null } }),
  errorBody: ({ message, status, code }: WireError) =>
    JSON.stringify({ error: { message, type: errorType(status), param: null, code: code ?? null } }),
  get: (path, models) =>
    path === '/v1/models'
      ? { object: 'list', data: models.map(id => ({ id, object: 'model', created: 0, owned_by: 'script' })) }
      : undefined,
  env: baseUrl => ({ OPENAI_API_KEY: 'sk-scripted-server-key-7f31', OPENAI_BASE_URL: baseUrl }),
};

function completionEvents(turn: ScriptedTurn, request: CompletionBody): readonly string[] {
  const chunk = (choices: readonly unknown[], usage?: unknown): string =>
    dataEvent({
      id: 'chatcmpl-scripted',
      object: 'chat.completion.chunk',
      created: 1_790_000_000,
      model: request['model'],
      system_fingerprint: 'fp_scripted',
      choices,
      ...(usage === undefined ? {} : { usage }),
    });
  const delta = (content: unknown, finishReason: string | null = null): string =>
    chunk([{ index: 0, delta: content, logprobs: null, finish_reason: finishReason }]);
  const usage = usageOf(turn);
  return [
    delta({ role: 'assistant', content: '', refusal: null }),
    ...cutText(turn.reasoning ?? '', turn).map(text => delta({ reasoning_content: text })),
    ...cutText(turn.text ?? '', turn).map(content => delta({ content })),
    ...toolCallDeltas(turn).map(call => delta({ tool_calls: [call] })),
    delta({}, finishReasons[stopReasonOf(turn)]),
    ...(usage !== null && wantsUsage(request)
      ? [chunk([], { ...usageBody(usage), ...(turn.costUsd === undefined ? {} : { cost: turn.costUsd }) })]
      : []),
    'data: [DONE]\n\n',
  ];
}

function toolCallDeltas(turn: ScriptedTurn): readonly unknown[] {
  const heads = (turn.toolCalls ?? []).map((call, index) => ({
    index,
    id: `call_${index}_${call.name}`,
    type: 'function',
    function: { name: call.name, arguments: '' },
  }));
  const pieces = argumentDeltas(turn).map(({ call, text }) => ({
    index: call,
    function: { arguments: text },
  }));
  if (turn.interleaved === true) return [...heads, ...pieces];
  return heads.flatMap(head => [head, ...pieces.filter(piece => piece.index === head.index)]);
}

function usageBody(usage: Usage): Readonly<Record<string, unknown>> {
  const prompt = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  const completion = usage.outputTokens + usage.reasoningTokens;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: usage.cacheReadTokens, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens, audio_tokens: 0 },
  };
}

function wantsUsage(request: CompletionBody): boolean {
  const options = request['stream_options'];
  return typeof options === 'object' && options !== null && Reflect.get(options, 'include_usage') === true;
}

function dataEvent(body: unknown): string {
  return `data: ${JSON.stringify(body)}\n\n`;
}

function errorType(status: number): string {
  if (status === 429) return 'requests';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}

const finishReasons = {
  end: 'stop',
  'tool-calls': 'tool_calls',
  length: 'length',
  refused: 'content_filter',
};
