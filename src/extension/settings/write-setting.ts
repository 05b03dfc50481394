import * as vscode from 'vscode';
import { checkSetting } from './setting-schema.ts';
import { settingSchemas } from './setting-schemas.ts';

/**
 * Writes a setting where it is set already, else into the user's own settings; undefined takes it back. Throws
 * ForgeError `config.invalid` for a value that the manifest does not allow.
 */
export async function writeSetting(
  context: vscode.ExtensionContext,
  id: string,
  value: unknown,
): Promise<void> {
  const name = `codeforge.${id}`;
  const schema = settingSchemas(context)[name];
  if (schema === undefined) throw new Error(`the manifest does not know the setting ${name}`);
  if (value !== undefined) checkSetting(name, value, schema);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = targets[setIn(id)];
  await vscode.workspace.getConfiguration('codeforge', folder).update(id, value, target);
}

export type SettingPlace = 'default' | 'user' | 'workspace' | 'folder';

/** Where the value that holds was set. */
export function setIn(id: string): SettingPlace {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const found = vscode.workspace.getConfiguration('codeforge', folder).inspect(id);
  if (found?.workspaceFolderValue !== undefined) return 'folder';
  if (found?.workspaceValue !== undefined) return 'workspace';
  return found?.globalValue === undefined ? 'default' : 'user';
}

const targets: Readonly<Record<SettingPlace, vscode.ConfigurationTarget>> = {
  default: vscode.ConfigurationTarget.Global,
  user: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
};
