import type { Usage } from '../../src/engine/ports/model.ts';
import { argumentsTextOf, cutText, type ScriptedTurn, stopReasonOf, usageOf } from './scripted-turn.ts';
import type { WireError, WireFormat } from './wire-format.ts';

/** Gemini's streamGenerateContent as server-sent events. Tool calls come whole, with a thought's signature. */
export const geminiWire: WireFormat = {
  basePath: '',
  completionPath: '/v1beta/models/scripted:streamGenerateContent',
  contentType: 'text/event-stream',
  events: contentEvents,
  garbageEvent: () => 'data: {"candidates":[{"content"\r\n\r\n',
  errorEvent: message => dataEvent({ error: { code: 503, message, status: 'UNAVAILABLE' } }),
  errorBody: ({ message, status }: WireError) =>
    JSON.stringify({ error: { code: status, message, status: statusNames[status] ?? 'INTERNAL' } }),
  get: (path, models) =>
    path === '/v1beta/models'
      ? {
          models: models.map(name => ({
            name: `models/${name}`,
            inputTokenLimit: 1_048_576,
            supportedGenerationMethods: ['generateContent'],
          })),
        }
      : undefined,
  env: baseUrl => ({ GEMINI_API_KEY: 'AIza-scripted-server-key-7f33', GEMINI_BASE_URL: baseUrl }),
};

function contentEvents(turn: ScriptedTurn): readonly string[] {
  const usage = usageOf(turn);
  const parts = [
    ...cutText(turn.reasoning ?? '', turn).map(text => ({ text, thought: true })),
    ...cutText(turn.text ?? '', turn).map(text => ({ text })),
    ...(turn.toolCalls ?? []).map(toCallPart),
  ];
  const chunk = (part: unknown, finishReason?: string): string =>
    dataEvent({
      candidates: [
        {
          content: { parts: [part], role: 'model' },
          ...(finishReason === undefined ? {} : { finishReason }),
          index: 0,
        },
      ],
      ...(usage === null ? {} : { usageMetadata: usageBody(usage) }),
      modelVersion: 'scripted',
      responseId: 'scripted',
    });
  return [...parts.map(part => chunk(part)), chunk({ text: '' }, finishReasons[stopReasonOf(turn)])];
}

function toCallPart(call: NonNullable<ScriptedTurn['toolCalls']>[number], index: number): unknown {
  // A server that parses its model's calls can only send objects.
  const args: unknown = JSON.parse(argumentsTextOf(call));
  // Of parallel calls only the first one is signed.
  return {
    functionCall: { name: call.name, args },
    ...(index === 0 ? { thoughtSignature: `signed-${call.name}` } : {}),
  };
}

function usageBody(usage: Usage): unknown {
  const prompt = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: usage.outputTokens,
    totalTokenCount: prompt + usage.outputTokens + usage.reasoningTokens,
    cachedContentTokenCount: usage.cacheReadTokens,
    thoughtsTokenCount: usage.reasoningTokens,
  };
}

function dataEvent(body: unknown): string {
  return `data: ${JSON.stringify(body)}\r\n\r\n`;
}

const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

const finishReasons = { end: 'STOP', 'tool-calls': 'STOP', length: 'MAX_TOKENS', refused: 'SAFETY' };
