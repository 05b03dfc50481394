import type * as vscode from 'vscode';
import type { Surroundings } from './engine.ts';
import type { ForgeWindow } from './forge-window.ts';
import { readKeys } from './secret-keys.ts';
import { readSettings } from './settings/read-settings.ts';

/** Settings and keys as they are now. Throws ForgeError `config.*` for settings that cannot be used. */
export async function gatherSurroundings(
  { context }: ForgeWindow,
  folder: vscode.Uri,
): Promise<Surroundings> {
  const settings = readSettings(context, folder);
  return { folder: folder.fsPath, settings, keys: await readKeys(context.secrets) };
}
