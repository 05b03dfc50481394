import type { CallIds } from '../../engine/conversation/call-ids.ts';
import type { ToolCall } from '../../engine/ports/model.ts';
import type { OpenAiCallPiece } from './openai-chunk.ts';

/** Puts tool calls together from their pieces, which may come in turns. */
export class OpenAiCalls {
  readonly #ids: CallIds;
  readonly #drafts: DraftCall[] = [];

  constructor(ids: CallIds) {
    this.#ids = ids;
  }

  add(piece: OpenAiCallPiece): void {
    const draft = this.#find(piece) ?? this.#begin(piece);
    draft.name ||= piece.function?.name ?? '';
    draft.argumentsText += argumentsIn(piece);
  }

  all(): readonly ToolCall[] {
    return this.#drafts.map(({ id, name, argumentsText }) => ({ id, name, argumentsText }));
  }

  /**
   * The call that a piece goes on with. Some servers leave the index out, others give every call the same
   * one: then a new id, or failing that a name, is what begins a call.
   */
  #find({ index, id, function: called }: OpenAiCallPiece): DraftCall | undefined {
    if (index !== undefined) {
      return this.#drafts.findLast(draft => draft.index === index && (!id || draft.vendorId === id));
    }
    if (id) return this.#drafts.find(draft => draft.vendorId === id);
    return called?.name ? undefined : this.#drafts.at(-1);
  }

  #begin(piece: OpenAiCallPiece): DraftCall {
    const id = this.#ids.take(piece.id);
    const draft = { index: piece.index, vendorId: piece.id, id, name: '', argumentsText: '' };
    this.#drafts.push(draft);
    return draft;
  }
}

/** Some servers send the object itself instead of its text. */
function argumentsIn({ function: called }: OpenAiCallPiece): string {
  const text: unknown = called?.arguments ?? '';
  return typeof text === 'string' ? text : JSON.stringify(text);
}

interface DraftCall {
  readonly index: number | undefined;
  readonly vendorId: string | undefined;
  readonly id: string;
  name: string;
  argumentsText: string;
}
