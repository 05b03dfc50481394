import type { Message } from '../../ports/model.ts';
import { writeCall } from './write-calls.ts';

/** A conversation with tools as one without: calls and results become text. Neighbours of one role become one. */
export function toTextMessages(messages: readonly Message[]): readonly Message[] {
  const texts: TextMessage[] = [];
  for (const message of messages.map(toText)) {
    const last = texts.at(-1);
    if (last?.role === message.role) {
      texts[texts.length - 1] = { ...last, text: `${last.text}\n\n${message.text}` };
      continue;
    }
    texts.push(message);
  }
  return texts;
}

type TextMessage = Exclude<Message, { role: 'tool' }>;

function toText(message: Message): TextMessage {
  switch (message.role) {
    case 'user':
      return message;
    case 'assistant': {
      const parts = [message.text, ...message.toolCalls.map(writeCall)].filter(part => part.trim() !== '');
      return { role: 'assistant', text: parts.join('\n\n'), toolCalls: [] };
    }
    case 'tool': {
      const results = message.results.map(
        ({ name, text, isError }) => `${isError ? 'Error of' : 'Result of'} ${name}:\n${text}`,
      );
      return { role: 'user', text: results.join('\n\n') };
    }
    default:
      return message satisfies never;
  }
}
