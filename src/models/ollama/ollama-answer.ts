import type { ChatResponse } from 'ollama';
import type { CallIds } from '../../engine/conversation/call-ids.ts';
import type { ModelEvent, ModelResponse, ToolCall } from '../../engine/ports/model.ts';
import type { Assembler } from '../stream-answer.ts';

/** Puts the lines of a chat answer together. Tool calls come whole and have no ids. */
export class OllamaAnswer implements Assembler<ChatResponse> {
  readonly #ids: CallIds;
  readonly #calls: ToolCall[] = [];
  #text = '';
  #last: ChatResponse | undefined;

  constructor(ids: CallIds) {
    this.#ids = ids;
  }

  add(line: ChatResponse): ModelEvent | undefined {
    if (line.done) this.#last = line;
    const message: Partial<ChatResponse['message']> = line.message ?? {};
    for (const { function: called } of message.tool_calls ?? []) {
      const argumentsText = JSON.stringify(called.arguments ?? {});
      this.#calls.push({ id: this.#ids.take(undefined), name: called.name, argumentsText });
    }
    if (message.content) {
      this.#text += message.content;
      return { type: 'text.delta', text: message.content };
    }
    return message.thinking ? { type: 'reasoning.delta', text: message.thinking } : undefined;
  }

  finish(): ModelResponse | undefined {
    if (this.#last === undefined) return undefined;
    const response = { text: this.#text, toolCalls: this.#calls, stopReason: this.#stopReason() };
    const { prompt_eval_count: inputTokens, eval_count: outputTokens } = this.#last;
    // Ollama leaves the prompt's count out when all of it was still loaded; the output's is always there.
    if (outputTokens === undefined) return response;
    const rest = { cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
    return { ...response, usage: { inputTokens: inputTokens ?? 0, outputTokens, ...rest } };
  }

  #stopReason(): ModelResponse['stopReason'] {
    if (this.#last?.done_reason === 'length') return 'length';
    return this.#calls.length > 0 ? 'tool-calls' : 'end';
  }
}
