import * as vscode from 'vscode';
import type { SetupStep } from '../host/sandbox-setup.ts';

/** The set-up step, with a notification that tells how far it is and can cancel it. */
export async function installMissing(step: SetupStep): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'CodeForge',
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    const aborting = new AbortController();
    const listener = token.onCancellationRequested(() => aborting.abort());
    try {
      await step.take({
        signal: aborting.signal,
        onProgress: message => progress.report({ message }),
      });
      await step.remember('yes');
    } finally {
      listener.dispose();
    }
  });
}
