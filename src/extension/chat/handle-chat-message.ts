import * as vscode from 'vscode';
import { changeAt } from '../../engine/change/change-set.ts';
import { decodeText } from '../../engine/change/text-content.ts';
import type { ChatMessage, StartAction } from '../../protocol/chat/chat-messages.ts';
import { attachEditor } from '../attach-editor.ts';
import { chooseFolder } from '../choose-folder.ts';
import type { CommandId } from '../command-ids.ts';
import { isFailureAction } from '../failure-actions.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { isFreeToStart } from '../is-free-to-start.ts';
import { showChange } from '../review/show-review.ts';
import { performFailureAction } from '../show-failure.ts';
import { startTask } from '../start-task.ts';
import type { ChatState } from './chat-state.ts';
import { editPlan } from './edit-plan.ts';
import { attachMentions, foldersOf, leftOut, readMentions } from './mentions.ts';

/** The window, and what its chat shows. */
export interface ChatWindow {
  readonly window: ForgeWindow;
  readonly state: ChatState;
}

/** Does what a person asked for in the chat. Commands show their own errors. */
export async function handleChatMessage(chat: ChatWindow, message: ChatMessage): Promise<void> {
  const { window, state } = chat;
  const { current } = window;
  switch (message.type) {
    case 'task.send':
      return sendTask(chat, message.text);
    case 'draft.keep':
      return state.composer.keepDraft(message.text);
    case 'model.choose':
      return state.composer.choose('model', message.id);
    case 'workflow.choose':
      return state.composer.choose('workflow', message.id);
    case 'mention.query':
      return state.composer.complete(message.number, message.text);
    case 'thread.show':
      return state.show(message.from);
    case 'thread.follow':
      return state.show(undefined);
    case 'thread.new':
      return beginAnew(chat);
    case 'plan.approve': {
      const plan = current.view()?.plan ?? { subtasks: [], reasoning: '' };
      await current.approvePlan(editPlan(plan, message.subtasks));
      return;
    }
    case 'plan.revise':
      await current.revisePlan(message.feedback);
      return;
    case 'code.copy':
      return copyCode(chat, message);
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
      return openChange(chat, message.path);
    case 'failure.act':
      return isFailureAction(message.action) ? performFailureAction(window, message.action) : undefined;
    case 'start.act':
      return helpStart(window, message.action);
    case 'log.show':
      return execute('codeforge.showLog');
    default:
      return message satisfies never;
  }
}

async function execute(command: CommandId, argument?: string): Promise<void> {
  await vscode.commands.executeCommand(command, argument);
}

/** What was sent comes back where no run began: the person changed their mind, or something lacks. */
async function sendTask(chat: ChatWindow, text: string): Promise<void> {
  const { current } = chat.window;
  const before = current.view()?.runId;
  try {
    await startSent(chat, text);
  } finally {
    const after = current.view()?.runId;
    if (after === undefined || after === before) await chat.state.composer.giveBack(text);
  }
}

/** A message begins a run that goes on from the conversation, with everything it points at. */
async function startSent({ window, state }: ChatWindow, text: string): Promise<void> {
  if (!(await isFreeToStart(window))) return;
  const mentions = await readMentions(text);
  const folder = await chooseFolder(foldersOf(mentions));
  if (folder === undefined) return;
  tellLeftOut(leftOut(mentions, folder), folder);
  const follows = state.conversation.follows(folder.uri.fsPath);
  const surroundings = await state.composer.surroundings(folder.uri);
  const mentioned = attachMentions(mentions, folder);
  const attachments = mentioned.length > 0 ? mentioned : attachEditor(folder);
  state.show(undefined);
  await startTask(window, { folder, surroundings, task: text, attachments, follows });
}

/** What is asked for and not done is said; the task may do without it. */
function tellLeftOut(names: readonly string[], { name }: vscode.WorkspaceFolder): void {
  if (names.length === 0) return;
  const what = names.length === 1 ? `${names[0]} is` : `${names.join(', ')} are`;
  void vscode.window.showWarningMessage(
    `${what} left out: a run sees one folder, and this one is about ${name}. Copy what the task needs into it.`,
  );
}

/** A run that waits is left for later first; one that works stays. */
async function beginAnew({ window, state }: ChatWindow): Promise<void> {
  if (window.current.folder() !== undefined && !(await isFreeToStart(window))) return;
  state.show(undefined);
  await state.conversation.begin();
}

/** Copies the whole file as the run has it now, however much of it the card shows. */
async function copyCode(
  { window, state }: ChatWindow,
  { card, path }: { readonly card: string; readonly path: string },
): Promise<void> {
  const run = state.conversation.runs().find(({ runId }) => card.startsWith(`${runId}/`));
  const change = run?.view && changeAt(run.view.changeSet, path);
  if (!change?.next) return;
  const { contents } = await window.engine();
  const text = decodeText(contents.get(change.next));
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(copy) ${path} was copied`, shownMs);
}

/** Opens a file's diff: also after the decision, for as long as the run is shown. */
async function openChange({ window, state }: ChatWindow, path: string): Promise<void> {
  const view = window.current.view() ?? state.conversation.runs().at(-1)?.view;
  if (view) await showChange(view, path);
}

async function helpStart(window: ForgeWindow, action: StartAction): Promise<void> {
  const { executeCommand } = vscode.commands;
  switch (action) {
    case 'sample':
      return execute('codeforge.trySample');
    case 'key':
      return execute('codeforge.setApiKey');
    case 'ollama':
      await vscode.env.openExternal(vscode.Uri.parse('https://ollama.com/download'));
      return;
    case 'folder':
      await executeCommand('workbench.action.files.openFolder');
      return;
    case 'trust':
      await executeCommand('workbench.trust.manage');
      return;
    case 'walkthrough':
      await executeCommand('workbench.action.openWalkthrough', `${window.context.extension.id}#start`);
      return;
    default:
      return action satisfies never;
  }
}

const shownMs = 3_000;
