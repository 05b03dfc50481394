import type { Message } from '../ports/model.ts';

/** Gives each tool call of an answer an id that no other call of the conversation has. */
export class CallIds {
  readonly #used: Set<string>;

  constructor(messages: readonly Message[]) {
    this.#used = new Set(messages.flatMap(callsOf));
  }

  /** The vendor's own id where it has given one that is new, else one made up. */
  take(vendorId: string | undefined): string {
    let id = vendorId ?? '';
    for (let number = this.#used.size + 1; id === '' || this.#used.has(id); number += 1) {
      id = `call_${number}`;
    }
    this.#used.add(id);
    return id;
  }
}

function callsOf(message: Message): readonly string[] {
  return message.role === 'assistant' ? message.toolCalls.map(call => call.id) : [];
}
