import type { Content, FunctionDeclaration, GenerateContentParameters, Part } from '@google/genai';
import { argumentsObject } from '../../engine/conversation/arguments-object.ts';
import type { Message, ModelRequest, ToolCall, ToolDefinition } from '../../engine/ports/model.ts';

/** The request as the Gemini API takes it. Gemini caches long prefixes by itself. */
export function toGeminiRequest(
  model: string,
  request: ModelRequest,
  signal: AbortSignal,
): GenerateContentParameters {
  const { system, messages, tools, maxOutputTokens } = request;
  return {
    model,
    contents: messages.map(toContent),
    config: {
      systemInstruction: system,
      maxOutputTokens,
      abortSignal: signal,
      // Both would ask again unseen: the one to call tools, the other when a stream breaks.
      automaticFunctionCalling: { disable: true },
      automaticContinuation: false,
      ...(tools.length === 0 ? {} : { tools: [{ functionDeclarations: tools.map(toDeclaration) }] }),
      ...(canThink(model) ? { thinkingConfig: { includeThoughts: true } } : {}),
    },
  };
}

function toContent(message: Message): Content {
  switch (message.role) {
    case 'user':
      return { role: 'user', parts: [textPart(message.text)] };
    case 'assistant':
      return { role: 'model', parts: answerParts(message) };
    case 'tool':
      return {
        role: 'user',
        parts: message.results.map(({ callId, name, text, isError }) => ({
          functionResponse: { id: callId, name, response: { [isError ? 'error' : 'output']: text } },
        })),
      };
    default:
      return message satisfies never;
  }
}

function answerParts({ text, toolCalls }: Extract<Message, { role: 'assistant' }>): Part[] {
  const calls = toolCalls.map(toCallPart);
  return text.trim() === '' && calls.length > 0 ? calls : [textPart(text), ...calls];
}

/**
 * From generation 3 on the first call of an answer must come back with the signature of the thought behind it.
 * https://ai.google.dev/gemini-api/docs/thought-signatures names what to send for a call that has none, because
 * another model made it.
 */
function toCallPart({ id, name, argumentsText, vendorData }: ToolCall, at: number): Part {
  const thoughtSignature = vendorData ?? (at === 0 ? 'skip_thought_signature_validator' : undefined);
  return {
    functionCall: { id, name, args: argumentsObject(argumentsText) },
    ...(thoughtSignature === undefined ? {} : { thoughtSignature }),
  };
}

/** The API refuses empty text. */
function textPart(text: string): Part {
  return { text: text.trim() === '' ? '(empty)' : text };
}

function toDeclaration({ name, description, parameters }: ToolDefinition): FunctionDeclaration {
  return { name, description, parametersJsonSchema: parameters };
}

/** Older models refuse to be asked for their thoughts; the newer ones, unasked, are silent while they think. */
function canThink(model: string): boolean {
  return /^gemini-(?:2\.5|[3-9]|\d\d)/u.test(model);
}
