import * as vscode from 'vscode';
import type { SandboxLanguage } from '../../engine/ports/sandbox.ts';
import type { SandboxDesk } from '../../host/sandbox-desk.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { readSettings } from '../settings/read-settings.ts';
import { describePruned, describeSandboxes, listBelongings } from '../text/describe-sandboxes.ts';
import { withCancellableProgress } from '../with-cancellable-progress.ts';

/** The commands about images and containers: build, look, and clear away. */
export const sandboxImages: Contribution = window =>
  vscode.Disposable.from(
    registerCommand(window, 'codeforge.buildSandboxImage', argument => build(window, argument)),
    registerCommand(window, 'codeforge.sandboxStatus', () => showStatus(window)),
    registerCommand(window, 'codeforge.pruneSandboxes', () => prune(window)),
  );

/** With a language as its argument it does not ask which. */
async function build(window: ForgeWindow, argument: unknown): Promise<void> {
  const language = argument === 'python' || argument === 'node' ? argument : await pickLanguage();
  if (language === undefined) return;
  const desk = await openDesk(window);
  const title = `CodeForge: Sandbox Image for ${titles[language]}`;
  await withCancellableProgress(title, (signal, report) =>
    desk.build(language, {
      signal,
      onProgress(message) {
        report(message);
        window.log().info(message);
      },
      onLine: line => window.log().debug(line),
    }),
  );
  void vscode.window.showInformationMessage(
    `The sandbox image for ${titles[language]} is ready, and has passed its test.`,
  );
}

const titles: Readonly<Record<SandboxLanguage, string>> = { python: 'Python', node: 'Node' };

async function pickLanguage(): Promise<SandboxLanguage | undefined> {
  const items = [
    {
      label: titles.python,
      description: 'numpy, pandas, scipy, pytest and more',
      language: 'python' as const,
    },
    { label: titles.node, description: 'TypeScript, tsx, vitest', language: 'node' as const },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'CodeForge: Build Sandbox Image',
    placeHolder: 'Which image? The first time takes a few minutes.',
  });
  return picked?.language;
}

async function showStatus(window: ForgeWindow): Promise<void> {
  const desk = await openDesk(window);
  const status = await withCancellableProgress('CodeForge: Looking at the sandboxes', signal =>
    desk.status(signal),
  );
  const channel = window.output();
  channel.replace(describeSandboxes(status));
  channel.show(true);
}

async function prune(window: ForgeWindow): Promise<void> {
  const desk = await openDesk(window);
  const found = await desk.find();
  const detail = listBelongings(found);
  if (detail === '') {
    void vscode.window.showInformationMessage('There is nothing of CodeForge to remove.');
    return;
  }
  const remove = 'Remove';
  const question = 'Remove what CodeForge has made in Docker? The next use builds the images it needs again.';
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, remove);
  if (answer !== remove) return;
  const pruned = await withCancellableProgress('CodeForge: Removing', () => desk.prune(found));
  void vscode.window.showInformationMessage(describePruned(pruned));
}

async function openDesk(window: ForgeWindow): Promise<SandboxDesk> {
  const settings = readSettings(window.context);
  return (await window.engine()).sandboxes({ ...settings });
}
