import type * as vscode from 'vscode';
import type { CommandId } from './command-ids.ts';

/**
 * What VS Code can ask for before anything of CodeForge was used, by name. A door asks, the feature behind it answers;
 * see Contribution.
 */
export interface Requests extends Record<CommandId, (...of: unknown[]) => Promise<void>> {
  'view.chat': (view: vscode.WebviewView) => void;
  'panel.dashboard': (panel: vscode.WebviewPanel) => void;
  'files.review': () => vscode.FileSystemProvider;
  'files.proposal': () => vscode.FileSystemProvider;
  'text.explanation': () => vscode.TextDocumentContentProvider;
  /** Undefined: the suites themselves. */
  'tests.list': (item: vscode.TestItem | undefined) => Promise<void>;
  'settings.check': () => Promise<void>;
  'run.takeUp': () => Promise<void>;
  'history.look': () => Promise<void>;
}

export type RequestName = keyof Requests;

/** Loads the features where nobody has asked before. */
export type Ask = <N extends RequestName>(
  name: N,
  ...of: Parameters<Requests[N]>
) => Promise<Awaited<ReturnType<Requests[N]>>>;
