import { argumentsTextOf, cutText, type ScriptedTurn, stopReasonOf, usageOf } from './scripted-turn.ts';
import type { CompletionBody, WireError, WireFormat } from './wire-format.ts';

/** The Messages API as named server-sent events. */
export const anthropicWire: WireFormat = {
  basePath: '',
  completionPath: '/v1/messages',
  contentType: 'text/event-stream; charset=utf-8',
  events: messageEvents,
  garbageEvent: () => 'event: content_block_delta\ndata: {"type":"content_bl\n\n',
  errorEvent: message => namedEvent({ type: 'error', error: { type: 'overloaded_error', message } }),
  errorBody: ({ message, status }: WireError) =>
    JSON.stringify({
      type: 'error',
      error: { type: errorType(status), message },
      request_id: 'req_scripted',
    }),
  get: (path, models) =>
    path === '/v1/models'
      ? { data: models.map(id => ({ type: 'model', id, display_name: id })), has_more: false }
      : undefined,
  env: baseUrl => ({ ANTHROPIC_API_KEY: 'sk-ant-scripted-server-key-7f32', ANTHROPIC_BASE_URL: baseUrl }),
};

function messageEvents(turn: ScriptedTurn, request: CompletionBody): readonly string[] {
  const usage = usageOf(turn);
  const output = usage === null ? undefined : usage.outputTokens + usage.reasoningTokens;
  const message = {
    id: 'msg_scripted',
    type: 'message',
    role: 'assistant',
    model: request['model'],
    content: [],
    stop_reason: null,
    stop_sequence: null,
    ...(usage === null
      ? {}
      : {
          usage: {
            input_tokens: usage.inputTokens,
            cache_creation_input_tokens: usage.cacheWriteTokens,
            cache_read_input_tokens: usage.cacheReadTokens,
            output_tokens: 1,
          },
        }),
  };
  const delta = { stop_reason: stopReasons[stopReasonOf(turn)], stop_sequence: null };
  return [
    namedEvent({ type: 'message_start', message }),
    namedEvent({ type: 'ping' }),
    ...blocksOf(turn).flatMap(blockEvents),
    namedEvent({
      type: 'message_delta',
      delta,
      ...(output === undefined ? {} : { usage: { output_tokens: output } }),
    }),
    namedEvent({ type: 'message_stop' }),
  ];
}

interface Block {
  readonly start: unknown;
  readonly deltas: readonly unknown[];
}

function blocksOf(turn: ScriptedTurn): readonly Block[] {
  const blocks: Block[] = [];
  if (turn.reasoning !== undefined) {
    blocks.push({
      start: { type: 'thinking', thinking: '', signature: '' },
      deltas: cutText(turn.reasoning, turn).map(thinking => ({ type: 'thinking_delta', thinking })),
    });
  }
  if (turn.text !== undefined) {
    blocks.push({
      start: { type: 'text', text: '' },
      deltas: cutText(turn.text, turn).map(text => ({ type: 'text_delta', text })),
    });
  }
  for (const [index, call] of (turn.toolCalls ?? []).entries()) {
    blocks.push({
      start: { type: 'tool_use', id: `toolu_${index}_${call.name}`, name: call.name, input: {} },
      deltas: ['', ...cutText(argumentsTextOf(call), turn)].map(text => ({
        type: 'input_json_delta',
        partial_json: text,
      })),
    });
  }
  return blocks;
}

function blockEvents(block: Block, index: number): readonly string[] {
  return [
    namedEvent({ type: 'content_block_start', index, content_block: block.start }),
    ...block.deltas.map(delta => namedEvent({ type: 'content_block_delta', index, delta })),
    namedEvent({ type: 'content_block_stop', index }),
  ];
}

function namedEvent(body: { readonly type: string; readonly [key: string]: unknown }): string {
  return `event: ${body.type}\ndata: ${JSON.stringify(body)}\n\n`;
}

function errorType(status: number): string {
  const types: Readonly<Record<number, string>> = {
    400: 'invalid_request_error',
    401: 'authentication_error',
    403: 'permission_error',
    404: 'not_found_error',
    429: 'rate_limit_error',
    529: 'overloaded_error',
  };
  return types[status] ?? 'api_error';
}

const stopReasons = { end: 'end_turn', 'tool-calls': 'tool_use', length: 'max_tokens', refused: 'refusal' };
