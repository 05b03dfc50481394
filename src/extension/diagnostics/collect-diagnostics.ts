import * as vscode from 'vscode';

export interface CollectOptions {
  /** Documents that are listened to, beside those that are shown. */
  readonly watched?: readonly vscode.Uri[];
  /** Whether what has to come has come; asked whenever something came. */
  readonly isEnough: () => boolean;
  /** How long nobody may have said anything then for it to be the last word. */
  readonly quietMs: number;
  /** How long to wait for enough. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/**
 * Shows documents one after the other in tabs that stay in the background, and waits until the language servers
 * have said what they have to say of them. They look only at what is in a tab, and in the order in which it came.
 * Afterwards `vscode.languages.getDiagnostics` knows it.
 */
export async function collectDiagnostics(
  uris: readonly vscode.Uri[],
  { watched = [], isEnough, quietMs, patienceMs, signal }: CollectOptions,
): Promise<void> {
  const ours = new Set([...uris, ...watched].map(String));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  let quiet: NodeJS.Timeout | undefined;
  const look = () => {
    clearTimeout(quiet);
    if (isEnough()) quiet = setTimeout(resolve, quietMs);
  };
  const listener = vscode.languages.onDidChangeDiagnostics(({ uris: changed }) => {
    if (changed.some(uri => ours.has(uri.toString()))) look();
  });
  let patience: NodeJS.Timeout | undefined;
  try {
    signal.throwIfAborted();
    for (const uri of uris) await showInBackground(uri);
    patience = setTimeout(resolve, patienceMs);
    look();
    await promise;
  } finally {
    clearTimeout(quiet);
    clearTimeout(patience);
    listener.dispose();
    signal.removeEventListener('abort', abort);
  }
}

/** Loads the document too: a tab that was never in front has none. */
async function showInBackground(uri: vscode.Uri): Promise<void> {
  await vscode.workspace.openTextDocument(uri);
  await vscode.commands.executeCommand('vscode.open', uri, inBackground);
}

// `background` is passed on to the editor although its type does not name it; where it is not, the tab comes to the
// front, and the focus stays where it is all the same.
const inBackground = { background: true, preserveFocus: true, preview: false };

/** Closes every tab whose document lies in this folder. */
export async function closeTabsIn(folder: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap(group => group.tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.path.startsWith(`${folder.path}/`),
    );
  await vscode.window.tabGroups.close(tabs, true);
}
