import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import { findKeysInSettings } from './find-keys-in-settings.ts';
import { type ForgeSettings, settingIds } from './forge-settings.ts';
import { checkSetting } from './setting-schema.ts';
import { settingSchemas } from './setting-schemas.ts';

/**
 * The settings as they hold for a folder, or where none is open. Throws ForgeError `config.invalid` for a value that the manifest
 * does not allow, and for a key that somebody put into the settings.
 */
export function readSettings(context: vscode.ExtensionContext, folder?: vscode.Uri): ForgeSettings {
  refuseKeysInSettings();
  const configuration = vscode.workspace.getConfiguration('codeforge', folder);
  const schemas = settingSchemas(context);
  const values = settingIds.map(id => {
    const name = `codeforge.${id}`;
    const schema = schemas[name];
    if (schema === undefined) throw new Error(`the manifest does not know the setting ${name}`);
    const value = configuration.get<unknown>(id);
    checkSetting(name, value, schema);
    return [id, value] as const;
  });
  return Object.fromEntries(values) as unknown as ForgeSettings;
}

/** Throws ForgeError `config.missing-key` that says where the key belongs. The key itself is not used. */
export function refuseKeysInSettings(): void {
  const [found] = findKeysInSettings(vscode.workspace.getConfiguration().get<unknown>('codeforge'));
  if (found === undefined) return;
  throw new ForgeError(
    'config.missing-key',
    `The setting ${found} holds a key, and keys in settings are not used: settings are synchronised and committed. Remove it, replace the key at its provider, and run "CodeForge: Set API Key".`,
  );
}
