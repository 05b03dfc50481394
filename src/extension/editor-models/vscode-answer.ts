import * as vscode from 'vscode';
import type { CallIds } from '../../engine/conversation/call-ids.ts';
import type { ModelEvent, ModelRequest, ModelResponse, ToolCall, Usage } from '../../engine/ports/model.ts';
import { textOf } from './vscode-request.ts';

/**
 * Puts the parts of an answer together. VS Code says neither what an answer used nor whether it was cut off: tokens
 * are counted afterwards, and an answer that ends is taken for a whole one.
 */
export class VscodeAnswer {
  readonly #ids: CallIds;
  readonly #calls: ToolCall[] = [];
  #text = '';

  constructor(ids: CallIds) {
    this.#ids = ids;
  }

  add(part: unknown): ModelEvent | undefined {
    if (part instanceof vscode.LanguageModelToolCallPart) {
      const { callId, name, input } = part;
      this.#calls.push({ id: this.#ids.take(callId), name, argumentsText: JSON.stringify(input ?? {}) });
      return undefined;
    }
    if (!(part instanceof vscode.LanguageModelTextPart) || part.value === '') return undefined;
    this.#text += part.value;
    return { type: 'text.delta', text: part.value };
  }

  finish(): ModelResponse {
    const stopReason = this.#calls.length > 0 ? 'tool-calls' : 'end';
    return { text: this.#text, toolCalls: this.#calls, stopReason };
  }

  /** As the model's own tokenizer counts; undefined where it cannot, which must not cost an answer that is there. */
  async countTokens(model: vscode.LanguageModelChat, request: ModelRequest): Promise<Usage | undefined> {
    const calls = this.#calls.map(({ name, argumentsText }) => `${name} ${argumentsText}`);
    const answer = [this.#text, ...calls].join('\n');
    const counting = Promise.all([model.countTokens(textOf(request)), model.countTokens(answer)]);
    return counting.then(
      ([inputTokens, outputTokens]) => ({ inputTokens, outputTokens, ...otherBuckets }),
      () => undefined,
    );
  }
}

const otherBuckets = { cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
