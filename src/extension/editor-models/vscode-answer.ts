import * as vscode from 'vscode';
import type { CallIds } from '../../engine/conversation/call-ids.ts';
import { longestAnswer } from '../../engine/conversation/longest-answer.ts';
import { ForgeError } from '../../engine/forge-error.ts';
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
  #characters = 0;

  constructor(ids: CallIds) {
    this.#ids = ids;
  }

  /** Throws ForgeError `provider.unreachable` for an answer without end. */
  add(part: unknown): ModelEvent {
    if (part instanceof vscode.LanguageModelTextPart && part.value !== '') {
      this.#count(part.value);
      this.#text += part.value;
      return { type: 'text.delta', text: part.value };
    }
    if (part instanceof vscode.LanguageModelToolCallPart) {
      const { callId, name, input } = part;
      const argumentsText = JSON.stringify(input ?? {});
      this.#count(argumentsText);
      this.#calls.push({ id: this.#ids.take(callId), name, argumentsText });
    }
    return { type: 'alive' };
  }

  #count({ length }: string): void {
    this.#characters += length;
    if (this.#characters <= longestAnswer) return;
    throw new ForgeError(
      'provider.unreachable',
      "VS Code's model sent an answer without end, so it was broken off. Nothing of it was used; choose another model.",
    );
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
