import * as vscode from 'vscode';
import type { RunEventEnvelope } from '../../engine/run/run-events.ts';
import { type PanelSnapshot, protocolVersion, type ResumableRun } from '../../protocol/messages.ts';
import { parseViewMessage } from '../../protocol/parse-view-message.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { handleViewMessage } from '../panel/handle-view-message.ts';
import { panelHtml } from '../panel/panel-html.ts';
import { sliceRun } from '../panel/slice-run.ts';
import { withBoundary } from '../register-command.ts';
import { findResumableRuns } from '../run/find-resumable-runs.ts';
import { describeEvent } from '../text/describe-event.ts';
import { shortTask } from '../text/describe-run.ts';
import { describeWaiting } from '../text/describe-stored-run.ts';

/** The view "Run" in the side bar. It owns nothing: each time it is opened, it is told everything anew. */
export const runPanel: Contribution = window => {
  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView: view => connect(window, view),
  };
  return vscode.window.registerWebviewViewProvider('codeforge.run', provider);
};

function connect(window: ForgeWindow, { webview, onDidDispose }: vscode.WebviewView): void {
  const { current, context } = window;
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  let revision = 0;
  let activity = '';
  let resumable: readonly ResumableRun[] = [];

  const publish = () => {
    const view = current.view();
    revision += 1;
    const snapshot: PanelSnapshot = {
      type: 'panel.snapshot',
      version: protocolVersion,
      revision,
      run: view === undefined ? null : sliceRun(view, activity),
      resumable: resumable.filter(({ runId }) => runId !== view?.runId),
    };
    void webview.postMessage(snapshot);
  };
  const refresh = () =>
    withBoundary(window, async () => {
      publish();
      resumable = (await findResumableRuns(window)).slice(0, maxResumable).map(resumableRun);
      publish();
    });

  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  const listeners = vscode.Disposable.from(
    current.onDidChange(publish),
    current.onDidSettle(() => void refresh()),
    current.onDidTell((event: RunEventEnvelope) => {
      activity = describeEvent(event) ?? activity;
    }),
    webview.onDidReceiveMessage((data: unknown) => {
      const message = parseViewMessage(data);
      if (message?.type === 'view.ready') return refresh();
      return message && withBoundary(window, () => handleViewMessage(window, message));
    }),
  );
  onDidDispose(() => listeners.dispose());
  webview.html = panelHtml(webview, dist);
}

function resumableRun({ summary }: Awaited<ReturnType<typeof findResumableRuns>>[number]): ResumableRun {
  const { id: runId, task, updatedAt } = summary;
  return { runId, task: shortTask(task, 200), state: describeWaiting(summary), updatedAt };
}

const maxResumable = 20;
