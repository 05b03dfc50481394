import * as vscode from 'vscode';

/** A run that waits for a person, as windows on its folder remember it. */
export interface WaitingRun {
  readonly runId: string;
  /** The address of its folder. */
  readonly folder: string;
}

/** Of the folders that are open in this window. */
export function waitingHere({ globalState }: vscode.ExtensionContext): WaitingRun | undefined {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
  return folders.map(folder => globalState.get<WaitingRun>(keyOf(folder))).find(found => found !== undefined);
}

export function keepWaiting({ globalState }: vscode.ExtensionContext, waiting: WaitingRun): void {
  void globalState.update(keyOf(waiting.folder), waiting);
}

/** What another window keeps there stays. */
export function forgetWaiting({ globalState }: vscode.ExtensionContext, { runId, folder }: WaitingRun): void {
  if (globalState.get<WaitingRun>(keyOf(folder))?.runId === runId) {
    void globalState.update(keyOf(folder), undefined);
  }
}

/** Windows on a folder share what is kept under it. */
const keyOf = (folder: string) => `codeforge.waitingRun ${folder}`;
