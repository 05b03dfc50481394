import * as vscode from 'vscode';
import type { SuiteListing } from '../../host/list-suites.ts';

export interface ChosenSuite {
  /** The name of one that comes with CodeForge, or the folder of another. */
  readonly suite: string;
  /** The user's own copy of its data; null: what was downloaded, or else a download. */
  readonly data: string | null;
  /** Undefined for a folder. */
  readonly listing: SuiteListing | undefined;
}

/** Asks which suite, and before a download for consent; undefined when the person changed their mind. */
export async function askSuite(suites: readonly SuiteListing[]): Promise<ChosenSuite | undefined> {
  const rows = [
    ...suites.map(listing => ({
      label: listing.title,
      description: `${listing.problems} problems`,
      detail: listing.description,
      listing,
    })),
    { label: ownSuite, description: 'a folder with a suite.yaml', detail: '', listing: undefined },
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder: 'Which problems shall be solved?',
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  return picked.listing === undefined ? askFolder() : withData(picked.listing);
}

/** The suite with data that can be read. */
export async function withData(listing: SuiteListing): Promise<ChosenSuite | undefined> {
  const { name, downloadFrom } = listing;
  if (downloadFrom === null) return { suite: name, data: null, listing };
  const download = { label: 'Download', description: 'once', detail: downloadFrom };
  const file = { label: 'Choose a File…', description: 'a copy of your own', detail: '' };
  const picked = await vscode.window.showQuickPick([download, file], {
    title,
    placeHolder: `The problems of ${listing.title} are not on this machine yet.`,
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  if (picked === download) return { suite: name, data: null, listing };
  const data = await askPath({ canSelectFiles: true, canSelectFolders: false, openLabel: 'Take This File' });
  return data === undefined ? undefined : { suite: name, data, listing };
}

/** A suite of the user's own. */
export async function askFolder(): Promise<ChosenSuite | undefined> {
  const suite = await askPath({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: 'Take This Suite',
  });
  return suite === undefined ? undefined : { suite, data: null, listing: undefined };
}

async function askPath(options: vscode.OpenDialogOptions): Promise<string | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      ...options,
      ...(folder !== undefined && { defaultUri: folder }),
    })) ?? [];
  return uri?.fsPath;
}

const title = 'CodeForge: Run Benchmark';
const ownSuite = 'A Suite of Your Own…';
