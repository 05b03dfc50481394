import * as vscode from 'vscode';
import { parseChatMessage } from '../../protocol/chat/parse-chat-message.ts';
import { ChatState } from '../chat/chat-state.ts';
import { handleChatMessage } from '../chat/handle-chat-message.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand, withBoundary } from '../register-command.ts';
import { connectWebview } from '../webview/connect-webview.ts';
import { showPage } from '../webview/webview-html.ts';

/** The chat in the side bar. Its view owns nothing: each time it is opened, it is told everything anew. */
export const chatView: Contribution = window => {
  const state = new ChatState(window);
  return vscode.Disposable.from(
    state,
    window.resumable.onDidRead(rows => state.offer(rows)),
    window.answers.give('view.chat', view => connect({ window, state }, view)),
    registerCommand(window, 'codeforge.newChat', () =>
      handleChatMessage({ window, state }, { type: 'thread.new' }),
    ),
  );
};

interface Chat {
  readonly window: ForgeWindow;
  readonly state: ChatState;
}

function connect({ window, state }: Chat, { webview, onDidDispose }: vscode.WebviewView): void {
  const { current, context } = window;
  const refresh = () =>
    withBoundary(window, async () => {
      await state.refresh();
      connection.publish();
    });
  const connection = connectWebview(webview, {
    slices: () => state.slices(),
    parse: parseChatMessage,
    handle: message =>
      void withBoundary(window, async () => {
        await handleChatMessage({ window, state }, message);
        connection.publish();
      }),
    onReady() {
      void refresh();
      void withBoundary(window, () => state.composer.refresh());
    },
  });
  const listeners = vscode.Disposable.from(
    connection,
    state.conversation.onDidChange(connection.publish),
    state.composer.onDidChange(connection.publish),
    current.onDidSettle(() => void refresh()),
    window.resumable.onDidRead(connection.publish),
  );
  onDidDispose(() => listeners.dispose());
  showPage(webview, context.extensionUri, { name: 'chat', title: 'CodeForge Chat' });
}
