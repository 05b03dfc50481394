import * as vscode from 'vscode';
import type { RunView } from '../../engine/run/run-view.ts';
import type { OpenedSampleRun } from '../engine.ts';
import type { Contribution } from '../forge-window.ts';
import { isFreeToStart } from '../is-free-to-start.ts';
import { registerCommand } from '../register-command.ts';
import { readKeys } from '../secret-keys.ts';
import { readSettings } from '../settings/read-settings.ts';

/** "CodeForge: Try the Sample": the whole way on a small project, in a copy of it, also without any key. */
export const trySample: Contribution = window => {
  let sampled: OpenedSampleRun | undefined;
  return vscode.Disposable.from(
    registerCommand(window, 'codeforge.trySample', async () => {
      if (!(await isFreeToStart(window))) return;
      void vscode.commands.executeCommand('codeforge.chat.focus');
      const surroundings = {
        settings: readSettings(window.context),
        keys: await readKeys(window.context.secrets),
      };
      const engine = await window.engine();
      const sample = await engine.sample(surroundings);
      sampled = sample;
      if (sample.isRecorded) tellOfRecording();
      await window.current.drive(vscode.Uri.file(sample.folder), async () => sample.session);
    }),
    window.current.onDidSettle(view => {
      if (sampled !== undefined && sampled.session.runId === view.runId)
        void offerFolder(view, sampled.folder);
    }),
  );
};

function tellOfRecording(): void {
  void vscode.window.showInformationMessage(
    'There is no model to ask, so a recorded session is replayed. The answers are recorded; the edits, the sandbox and the verdicts are real.',
  );
}

async function offerFolder(view: RunView, folder: string): Promise<void> {
  if (view.outcome !== 'completed') return;
  const open = 'Open the Sample';
  const answer = await vscode.window.showInformationMessage(
    'That was the sample. With a key or Ollama, tasks of your own go the same way.',
    open,
  );
  if (answer === open) {
    await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder), {
      forceNewWindow: true,
    });
  }
}
