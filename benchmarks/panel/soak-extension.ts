import * as vscode from 'vscode';
import type { RunEventEnvelope } from '../../src/engine/run/run-events.ts';
import type { RunView } from '../../src/engine/run/run-view.ts';
import { ChatState } from '../../src/extension/chat/chat-state.ts';
import type { ForgeWindow } from '../../src/extension/forge-window.ts';
import { connectWebview } from '../../src/extension/webview/connect-webview.ts';
import { showPage } from '../../src/extension/webview/webview-html.ts';
import { parseChatMessage } from '../../src/protocol/chat/parse-chat-message.ts';
import { soakEvents } from './soak-events.ts';

/** The chat as it is, with a run behind it that only tells events; and a webview that shows a word. */
export function activate(context: vscode.ExtensionContext): void {
  const told = new vscode.EventEmitter<RunEventEnvelope>();
  const state = new ChatState(soakWindow(context, told));
  const open = (title: string, fill: (panel: vscode.WebviewPanel) => void) => {
    // In the title, because the time of the click is needed where the page is.
    const panel = vscode.window.createWebviewPanel('soak', `${title} ${Date.now()}`, vscode.ViewColumn.One);
    fill(panel);
  };
  context.subscriptions.push(
    told,
    state,
    vscode.commands.registerCommand('soak.empty', () =>
      open('Empty', ({ webview }) => {
        webview.html = '<!doctype html><title>Empty</title><p>Text</p>';
      }),
    ),
    vscode.commands.registerCommand('soak.chat', () =>
      open('Chat', panel => {
        const connection = connectWebview(panel.webview, {
          slices: () => state.slices(),
          parse: parseChatMessage,
          handle: () => undefined,
        });
        const listener = state.conversation.onDidChange(connection.publish);
        panel.onDidDispose(() => vscode.Disposable.from(connection, listener).dispose());
        showPage(panel.webview, context.extensionUri, { name: 'chat', title: 'Chat' });
      }),
    ),
    vscode.commands.registerCommand('soak.stream', () => stream(told)),
  );
}

/** Some events at a time, as fast as a program that prints a lot. */
async function stream(told: vscode.EventEmitter<RunEventEnvelope>): Promise<void> {
  let count = 0;
  for (const event of soakEvents()) {
    told.fire({ ...event, runId, at: Date.now() });
    count += 1;
    if (count % eventsAtOnce === 0) await new Promise(resolve => setTimeout(resolve, pauseMs));
  }
  void vscode.window.setStatusBarMessage('The soak is over');
}

/** As much of a window as the chat asks for. */
function soakWindow(
  context: vscode.ExtensionContext,
  told: vscode.EventEmitter<RunEventEnvelope>,
): ForgeWindow {
  const folder = context.extensionUri;
  const record = {
    summary: { id: runId, workspaceRoot: folder.fsPath },
    request: { task: 'Add up the cart', attachments: [] },
    view,
    ...{ events: [], tails: [], submissions: [] },
  };
  const engine = {
    read: () => record,
    changeSet: () => ({}),
    diffsOf: () => [{ path: 'src/cart.ts', kind: 'edited', added: 40, removed: 0, lines: diffLines }],
    compare: () => [],
  };
  const unknown: unknown = {
    context,
    engine: async () => engine,
    log: () => console,
    current: {
      onDidTell: told.event,
      onDidChange: new vscode.EventEmitter().event,
      view: () => view,
      folder: () => folder,
    },
  };
  return unknown as ForgeWindow;
}

const runId = 'soak';
const view = {
  ...{ runId, task: 'Add up the cart', workflow: 'solve', state: 'code', awaiting: null, outcome: null },
  ...{ attempts: [], phases: [], plan: null, review: null, changeSet: { hash: 'made' }, failure: null },
} as unknown as RunView;
const diffLines = Array.from({ length: 40 }, (_, line) => `+const price${line} = ${line};`);
const eventsAtOnce = 4;
const pauseMs = 10;
