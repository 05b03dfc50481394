import type { Model, ModelRequest, ModelResponse, OpenModel } from '../../src/engine/ports/model.ts';

/** One answer of a scripted model; tool calls with their arguments as values. */
export interface ScriptedAnswer {
  readonly text?: string;
  readonly calls?: readonly (readonly [name: string, argumentsValue: unknown])[];
  readonly stopReason?: ModelResponse['stopReason'];
  /** Thrown instead of answering. */
  readonly error?: Error;
}

export interface ScriptedModels {
  readonly open: OpenModel;
  /** Every request that was made, in order, with the model it went to. */
  readonly requests: { readonly model: string; readonly request: ModelRequest }[];
}

/** Models that answer from one script, in order, whoever asks. Asking past the end is a bug of the test. */
export function createScriptedModels(script: readonly ScriptedAnswer[]): ScriptedModels {
  const requests: ScriptedModels['requests'] = [];
  const open: OpenModel = id => {
    const model: Model = {
      id,
      async *stream(request, { signal }) {
        signal.throwIfAborted();
        requests.push({ model: id, request });
        const answer = script[requests.length - 1];
        if (answer === undefined) throw new Error(`the script has only ${script.length} answers`);
        if (answer.error !== undefined) throw answer.error;
        if (answer.text) yield { type: 'text.delta', text: answer.text };
        yield { type: 'end', response: toModelResponse(answer, requests.length) };
      },
    };
    return model;
  };
  return { open, requests };
}

/** An answer as a vendor would give it. The turn sets the ids of its calls apart from those of others. */
export function toModelResponse(
  { text = '', calls = [], stopReason }: ScriptedAnswer,
  turn: number | string,
): ModelResponse {
  const toolCalls = calls.map(([name, value], index) => ({
    id: `call-${turn}-${index}`,
    name,
    argumentsText: JSON.stringify(value),
  }));
  const usage = {
    inputTokens: 100,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 10,
    reasoningTokens: 0,
  };
  return { text, toolCalls, stopReason: stopReason ?? (calls.length > 0 ? 'tool-calls' : 'end'), usage };
}
