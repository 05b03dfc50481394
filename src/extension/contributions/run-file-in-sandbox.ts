import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Program, ProgramResult } from '../../host/run-program.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { refuseUntrusted } from '../refuse-untrusted.ts';
import { registerCommand } from '../register-command.ts';
import { runInSandbox } from '../run-in-sandbox.ts';
import { readSettings } from '../settings/read-settings.ts';

/** "CodeForge: Run File in Sandbox": the text in the active editor, in a copy of its folder, saved or not. */
export const runFileInSandbox: Contribution = window =>
  registerCommand(window, 'codeforge.runFileInSandbox', async () => {
    const document = vscode.window.activeTextEditor?.document;
    const program = document && programIn(document);
    if (document === undefined || program === undefined) throw nothingToRun();
    refuseUntrusted('its settings say where programs run');
    await run(window, document, program);
  });

async function run(
  window: ForgeWindow,
  { uri }: vscode.TextDocument,
  program: Extract<Program, { kind: 'file' }>,
): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const settings = readSettings(window.context, folder?.uri);
  const timeoutSeconds = settings['sandbox.timeoutSeconds'];
  const name = vscode.workspace.asRelativePath(uri);
  const channel = window.output();
  channel.show(true);
  const result = await runInSandbox(window, {
    ...{ program, settings, timeoutSeconds },
    workspace: folder?.uri.scheme === 'file' ? folder.uri.fsPath : null,
    title: `CodeForge: ${name}`,
    heading: `${name} in the sandbox`,
  });
  channel.appendLine(`\n${describe(result, timeoutSeconds)}`);
}

/** Undefined for what no sandbox can run. */
function programIn(document: vscode.TextDocument): Extract<Program, { kind: 'file' }> | undefined {
  const runner = runners[document.languageId];
  if (runner === undefined) return undefined;
  const { language, untitled } = runner;
  const file = document.uri.scheme === 'file' ? document.uri.fsPath : untitled;
  return { kind: 'file', language, file, bytes: new TextEncoder().encode(document.getText()) };
}

const runners: Readonly<Record<string, { language: 'python' | 'node'; untitled: string }>> = {
  python: { language: 'python', untitled: 'untitled.py' },
  javascript: { language: 'node', untitled: 'untitled.mjs' },
  typescript: { language: 'node', untitled: 'untitled.mts' },
};

function describe(result: ProgramResult, timeoutSeconds: number): string {
  const { unsupported, timedOut, outOfMemory, exitCode, signal, durationMs, peakMemoryMb, backend } = result;
  const ending = unsupported
    ? unsupported
    : timedOut
      ? `Ended after ${timeoutSeconds} seconds, the time that it had (codeforge.sandbox.timeoutSeconds).`
      : outOfMemory
        ? 'Ended for want of memory (codeforge.sandbox.memoryMb).'
        : exitCode === null && signal !== null
          ? `Ended by ${signal}.`
          : `Exit code ${exitCode ?? 'unknown'}.`;
  const memory = peakMemoryMb === null ? [] : [`${Math.round(peakMemoryMb)} MB`];
  return `${ending} (${[`${(durationMs / 1000).toFixed(1)} s`, ...memory, backend].join(', ')})`;
}

function nothingToRun(): ForgeError {
  return new ForgeError(
    'config.invalid',
    'There is no program in the active editor. Open a Python, JavaScript or TypeScript file, and try again.',
  );
}
