import type * as vscode from 'vscode';
import type { SettingSchema } from './setting-schema.ts';

/** What the manifest says of each setting, by its full id. */
export function settingSchemas(context: vscode.ExtensionContext): Readonly<Record<string, SettingSchema>> {
  const manifest = context.extension.packageJSON as Manifest;
  return manifest.contributes.configuration.properties;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, SettingSchema>> };
  };
}
