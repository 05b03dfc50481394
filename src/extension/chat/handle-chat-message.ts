import * as vscode from 'vscode';
import type { ChatMessage } from '../../protocol/chat/chat-messages.ts';
import type { CommandId } from '../command-ids.ts';
import { isFailureAction } from '../failure-actions.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { showChange } from '../review/show-review.ts';
import { performFailureAction } from '../show-failure.ts';

/** Does what a person asked for in the chat. Commands show their own errors. */
export async function handleChatMessage(window: ForgeWindow, message: ChatMessage): Promise<void> {
  switch (message.type) {
    case 'task.solve':
      return execute('codeforge.solveTask');
    case 'run.cancel':
      return execute('codeforge.cancelRun');
    case 'run.resume':
      return execute('codeforge.resumeRun', message.runId);
    case 'changes.review':
      return execute('codeforge.showReview');
    case 'changes.accept':
      return execute('codeforge.acceptAllChanges');
    case 'changes.reject':
      return execute('codeforge.rejectAllChanges');
    case 'change.open':
      return openChange(window, message.path);
    case 'failure.act':
      return isFailureAction(message.action) ? performFailureAction(window, message.action) : undefined;
    case 'key.set':
      return execute('codeforge.setApiKey');
    case 'log.show':
      return execute('codeforge.showLog');
    default:
      return message satisfies never;
  }
}

async function execute(command: CommandId, argument?: string): Promise<void> {
  await vscode.commands.executeCommand(command, argument);
}

/** Opens a file's diff: also after the decision, for as long as the run is shown. */
async function openChange({ current }: ForgeWindow, path: string): Promise<void> {
  const view = current.view();
  if (view !== undefined) await showChange(view, path);
}
