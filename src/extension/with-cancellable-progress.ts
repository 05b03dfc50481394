import * as vscode from 'vscode';

/** Shows a notification with "Cancel" while the work goes on; cancelling fires the signal. */
export async function withCancellableProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => controller.abort());
    try {
      return await work(controller.signal, message => progress.report({ message }));
    } finally {
      listener.dispose();
    }
  });
}
