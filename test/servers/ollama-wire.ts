import type { ModelLimits } from '../../src/engine/ports/model.ts';
import { argumentsTextOf, cutText, type ScriptedTurn, stopReasonOf, usageOf } from './scripted-turn.ts';
import type { CompletionBody, WireError, WireFormat } from './wire-format.ts';

/** Ollama's chat API: one JSON object a line. Tool calls come whole, never in pieces. */
export const ollamaWire: WireFormat = {
  basePath: '',
  completionPath: '/api/chat',
  contentType: 'application/x-ndjson',
  events: chatLines,
  garbageEvent: () => '{"model":"scripted","message":{"role\n',
  errorEvent: message => line({ error: message }),
  errorBody: ({ message }: WireError) => JSON.stringify({ error: message }),
  get: (path, models, limits) => {
    if (path === '/api/show') return shownModel(limits);
    if (path === '/api/version') return { version: '0.15.0' };
    return path === '/api/tags'
      ? { models: models.map(name => ({ name, model: name, size: 1, digest: 'scripted', details: {} })) }
      : undefined;
  },
  env: baseUrl => ({ OLLAMA_HOST: baseUrl }),
};

function shownModel({ contextTokens = 32_768, tools = true }: ModelLimits): unknown {
  return {
    details: { family: 'scripted' },
    model_info: { 'general.architecture': 'scripted', 'scripted.context_length': contextTokens },
    capabilities: ['completion', ...(tools ? ['tools'] : [])],
  };
}

function chatLines(turn: ScriptedTurn, request: CompletionBody): readonly string[] {
  const message = (content: Readonly<Record<string, unknown>>, rest: object = { done: false }): string =>
    line({
      model: request['model'],
      created_at: '2026-11-01T12:00:00.000000Z',
      message: { role: 'assistant', content: '', ...content },
      ...rest,
    });
  const usage = usageOf(turn);
  const durations = { total_duration: 5, load_duration: 1, prompt_eval_duration: 2, eval_duration: 2 };
  const counts =
    usage === null
      ? {}
      : {
          prompt_eval_count: usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens,
          eval_count: usage.outputTokens + usage.reasoningTokens,
        };
  return [
    ...cutText(turn.reasoning ?? '', turn).map(thinking => message({ thinking })),
    ...cutText(turn.text ?? '', turn).map(content => message({ content })),
    ...(turn.toolCalls ?? []).map((call, index) => message({ tool_calls: [toolCall(call, index)] })),
    message({}, { done: true, done_reason: doneReasons[stopReasonOf(turn)], ...durations, ...counts }),
  ];
}

function toolCall(call: NonNullable<ScriptedTurn['toolCalls']>[number], index: number): unknown {
  // A server that parses its model's calls can only send objects.
  const args: unknown = JSON.parse(argumentsTextOf(call));
  return { function: { index, name: call.name, arguments: args } };
}

function line(body: unknown): string {
  return `${JSON.stringify(body)}\n`;
}

const doneReasons = { end: 'stop', 'tool-calls': 'stop', length: 'length', refused: 'stop' };
