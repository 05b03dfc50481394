import * as vscode from 'vscode';
import type { RunEventEnvelope } from '../../engine/run/run-events.ts';
import type { ChatSlices, ResumableRun } from '../../protocol/chat/chat-messages.ts';
import { parseChatMessage } from '../../protocol/chat/parse-chat-message.ts';
import { handleChatMessage } from '../chat/handle-chat-message.ts';
import { sliceRun } from '../chat/slice-run.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { withBoundary } from '../register-command.ts';
import { findResumableRuns } from '../run/find-resumable-runs.ts';
import { describeEvent } from '../text/describe-event.ts';
import { shortTask } from '../text/describe-run.ts';
import { describeWaiting } from '../text/describe-stored-run.ts';
import { connectWebview } from '../webview/connect-webview.ts';
import { showPage } from '../webview/webview-html.ts';

/** The chat in the side bar. It owns nothing: each time it is opened, it is told everything anew. */
export const chatView: Contribution = window =>
  vscode.window.registerWebviewViewProvider('codeforge.chat', {
    resolveWebviewView: view => connect(window, view),
  });

function connect(window: ForgeWindow, { webview, onDidDispose }: vscode.WebviewView): void {
  const { current, context } = window;
  let activity = '';
  let resumable: readonly ResumableRun[] = [];

  const slices = (): ChatSlices => {
    const view = current.view();
    return {
      run: view === undefined ? null : sliceRun(view, { activity, wait: current.wait(), now: Date.now() }),
      resumable: resumable.filter(({ runId }) => runId !== view?.runId),
    };
  };
  const refresh = () =>
    withBoundary(window, async () => {
      resumable = (await findResumableRuns(window)).slice(0, maxResumable).map(resumableRun);
      connection.publish();
    });
  const connection = connectWebview(webview, {
    slices,
    parse: parseChatMessage,
    handle: message => void withBoundary(window, () => handleChatMessage(window, message)),
    onReady: () => void refresh(),
  });
  const listeners = vscode.Disposable.from(
    connection,
    current.onDidChange(connection.publish),
    current.onDidSettle(() => void refresh()),
    current.onDidTell((event: RunEventEnvelope) => {
      activity = describeEvent(event) ?? activity;
    }),
  );
  onDidDispose(() => listeners.dispose());
  showPage(webview, context.extensionUri, { name: 'chat', title: 'CodeForge Chat' });
}

function resumableRun({ summary }: Awaited<ReturnType<typeof findResumableRuns>>[number]): ResumableRun {
  const { id: runId, task, updatedAt } = summary;
  return { runId, task: shortTask(task, 200), state: describeWaiting(summary), updatedAt };
}

const maxResumable = 20;
