import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { enclosingSymbol } from '../fix/enclosing-symbol.ts';
import { gatherErrors } from '../fix/gather-symptoms.ts';
import { folderOf, startFix } from '../fix/start-fix.ts';
import type { Contribution } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';

/**
 * "Fix Failing Test", in the menus of a test and of its failure. VS Code hands over the message of a failure only
 * from the latter; of a test itself it tells nobody how it ended, so there the workspace's own check shows it.
 */
export const fixTest: Contribution = window =>
  registerCommand(window, 'codeforge.fixTest', async argument => {
    const { test, message } = failingTest(argument);
    if (test.uri === undefined) throw nowhere(test.label);
    const { uri } = test;
    const folder = folderOf(uri);
    await startFix(window, folder, async () => ({
      targets: [],
      others: gatherErrors(folder),
      output: { kind: 'test', title: titleOf(test), text: await describeFailure(test, uri, message) },
      command: null,
    }));
  });

interface FailingTest {
  readonly test: vscode.TestItem;
  readonly message: vscode.TestMessage | undefined;
}

/** From `testing/message/context` both, from `testing/item/context` the test alone. */
function failingTest(argument: unknown): FailingTest {
  if (isTest(argument)) return { test: argument, message: undefined };
  if (typeof argument === 'object' && argument !== null) {
    const { test, message } = argument as { readonly test?: unknown; readonly message?: vscode.TestMessage };
    if (isTest(test)) return { test, message };
  }
  throw new ForgeError(
    'workspace.unreadable',
    'No test was named. Right-click a failing test in the Testing view, or its message in the editor.',
  );
}

function isTest(value: unknown): value is vscode.TestItem {
  if (typeof value !== 'object' || value === null) return false;
  const { id, label } = value as Partial<vscode.TestItem>;
  return typeof id === 'string' && typeof label === 'string';
}

/** Outermost suite first. */
function titleOf({ label, parent }: vscode.TestItem): string {
  return parent === undefined ? label : `${titleOf(parent)} > ${label}`;
}

async function describeFailure(
  { range, error }: vscode.TestItem,
  uri: vscode.Uri,
  message: vscode.TestMessage | undefined,
): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  const place = message?.location?.range ?? range;
  const code = place && (await enclosingSymbol(document, place));
  const line = place === undefined ? '' : `:${place.start.line + 1}`;
  const parts = [
    `in ${vscode.workspace.asRelativePath(uri, false)}${line}`,
    plainText(message?.message ?? error),
    message?.expectedOutput === undefined ? '' : `expected:\n${message.expectedOutput}`,
    message?.actualOutput === undefined ? '' : `actual:\n${message.actualOutput}`,
    ...(message?.stackTrace ?? []).map(frame => `at ${frame.label}`),
    code == null ? '' : `${code.name}, from line ${code.startLine}:\n${code.text}`,
  ];
  return parts.filter(part => part !== '').join('\n');
}

function plainText(text: string | vscode.MarkdownString | undefined): string {
  return typeof text === 'object' ? text.value : (text ?? '');
}

function nowhere(label: string): ForgeError {
  return new ForgeError(
    'workspace.unreadable',
    `The test ${label} names no file. Run "CodeForge: Solve Task" and say what fails.`,
  );
}
