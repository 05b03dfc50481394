import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ForgeSettings } from '../../../src/extension/settings/forge-settings.ts';
import type { ScriptedServer } from '../../servers/scripted-server.ts';
import { layOutShop } from '../harness/shop-folder.ts';
import { shopAfterGreen } from '../harness/shop-turns.ts';
import { stubWindow } from './stub-window.ts';

/** The folder that is open, on disk. */
export function shopFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  return folder.uri.fsPath;
}

/** Ends what an earlier test has left, puts the shop back to what it was, and returns its bytes. */
export async function openShop(): Promise<Readonly<Record<string, string>>> {
  using _ = stubWindow();
  await vscode.commands.executeCommand('codeforge.cancelRun');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  layOutShop(shopFolder());
  return readShop();
}

/** All files of the folder by path, each byte as one character. */
export function readShop(): Readonly<Record<string, string>> {
  const root = shopFolder();
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1)).sort();
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(root, path), 'latin1')]));
}

/** The files once the green turn's change was accepted. */
export function withGreenChange(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const changed = Object.entries({ ...files, ...shopAfterGreen });
  const kept = changed.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the scripted turns are about. Short, so that it is simple and its title is not cut. */
export const shopTask = 'Fix the total of the cart';

/** Points the extension to a scripted model, as a person would: by settings, and by "Set API Key". */
export async function pointToServer(
  server: ScriptedServer,
  settings: Partial<ForgeSettings> = {},
): Promise<void> {
  const check = 'node check.mjs';
  await setSettings({ 'openai.baseUrl': server.baseUrl, model: 'openai/scripted', check, ...settings });
  using _ = stubWindow({
    showQuickPick: ['OpenAI, or a server that speaks like it'],
    showInputBox: ['scripted-key'],
  });
  await vscode.commands.executeCommand('codeforge.setApiKey');
}

export async function setSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('codeforge');
  for (const [id, value] of Object.entries(settings)) {
    changed.add(id);
    await configuration.update(id, value, vscode.ConfigurationTarget.Global);
  }
}

/** Takes back what tests have set. */
export async function resetSettings(): Promise<void> {
  await setSettings(Object.fromEntries([...changed].map(id => [id, undefined])));
  changed.clear();
}

const changed = new Set<string>();
