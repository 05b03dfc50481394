import { isCount, isRecord } from '../view-update.ts';
import { type ChatMessage, type EditedSubtask, startActions } from './chat-messages.ts';

/**
 * What the chat sent, or undefined for anything that is no message of ours: a web page is not trusted to
 * send well-formed ones. By hand, because it is part of what loads when VS Code starts the extension.
 */
export function parseChatMessage(data: unknown): ChatMessage | undefined {
  if (!isRecord(data)) return undefined;
  const { type, text, id, runId, path, card, action, from, number, feedback, subtasks } = data;
  switch (type) {
    case 'thread.follow':
    case 'thread.new':
    case 'run.cancel':
    case 'changes.review':
    case 'changes.accept':
    case 'changes.reject':
    case 'log.show':
      return { type };
    case 'task.send':
      return isText(text, maxTaskLength) ? { type, text } : undefined;
    case 'draft.keep':
      return typeof text === 'string' && text.length <= maxTaskLength ? { type, text } : undefined;
    case 'model.choose':
      return typeof id === 'string' && id.length <= maxLength ? { type, id } : undefined;
    case 'workflow.choose':
      return isText(id) ? { type, id } : undefined;
    case 'mention.query':
      return isCount(number) && typeof text === 'string' && text.length <= maxLength
        ? { type, number, text }
        : undefined;
    case 'thread.show':
      return isCount(from) ? { type, from } : undefined;
    case 'plan.approve':
      return isPlan(subtasks) ? { type, subtasks: subtasks.map(subtaskOf) } : undefined;
    case 'plan.revise':
      return isText(feedback, maxTaskLength) ? { type, feedback } : undefined;
    case 'code.copy':
      return isText(card) && isText(path) ? { type, card, path } : undefined;
    case 'run.resume':
      return isText(runId) ? { type, runId } : undefined;
    case 'change.open':
      return isText(path) ? { type, path } : undefined;
    case 'failure.act':
      return isText(action) ? { type, action } : undefined;
    case 'start.act':
      return startActions.flatMap(known => (known === action ? { type, action: known } : []))[0];
    default:
      return undefined;
  }
}

function isText(value: unknown, longest = maxLength): value is string {
  return typeof value === 'string' && value.trim().length > 0 && value.length <= longest;
}

function isPlan(value: unknown): value is readonly EditedSubtask[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= maxSubtasks &&
    value.every(each => isSubtask(each))
  );
}

function isSubtask(value: unknown): value is EditedSubtask {
  if (!isRecord(value)) return false;
  const { id, description } = value;
  return isCount(id) && (description === null || isText(description, maxTaskLength));
}

/** Without what does not belong to it. */
function subtaskOf({ id, description }: EditedSubtask): EditedSubtask {
  return { id, description: description?.trim() ?? null };
}

// Longer than any path or id there is.
const maxLength = 4096;
// Twice what a task may have: how long it is, is told in words, not by silence.
const maxTaskLength = 100_000;
const maxSubtasks = 12;
