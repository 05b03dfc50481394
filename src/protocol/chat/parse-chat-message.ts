import { isRecord } from '../view-update.ts';
import type { ChatMessage } from './chat-messages.ts';

/**
 * What the chat sent, or undefined for anything that is no message of ours: a web page is not trusted to
 * send well-formed ones. By hand, because it is part of what loads when VS Code starts the extension.
 */
export function parseChatMessage(data: unknown): ChatMessage | undefined {
  if (!isRecord(data)) return undefined;
  const type = data['type'];
  switch (type) {
    case 'task.solve':
    case 'run.cancel':
    case 'changes.review':
    case 'changes.accept':
    case 'changes.reject':
    case 'key.set':
    case 'log.show':
      return { type };
    case 'run.resume':
      return textIn(data, 'runId', runId => ({ type, runId }));
    case 'change.open':
      return textIn(data, 'path', path => ({ type, path }));
    case 'failure.act':
      return textIn(data, 'action', action => ({ type, action }));
    default:
      return undefined;
  }
}

function textIn<T>(data: Record<string, unknown>, key: string, build: (text: string) => T): T | undefined {
  const text = data[key];
  return typeof text === 'string' && text.length > 0 && text.length <= maxLength ? build(text) : undefined;
}

// Longer than any path or id there is.
const maxLength = 4096;
