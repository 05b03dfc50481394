import type * as vscode from 'vscode';
import { type KeyProvider, keyProviders, type Surroundings } from './engine.ts';

/** The stored keys of all providers that have one. */
export async function readKeys(secrets: vscode.SecretStorage): Promise<Surroundings['keys']> {
  const entries = await Promise.all(
    keyProviders.map(async provider => [provider, await secrets.get(secretName(provider))] as const),
  );
  return Object.fromEntries(entries.filter(([, key]) => key !== undefined));
}

/** An empty key deletes what was stored. */
export async function storeKey(
  secrets: vscode.SecretStorage,
  provider: KeyProvider,
  key: string,
): Promise<void> {
  if (key === '') await secrets.delete(secretName(provider));
  else await secrets.store(secretName(provider), key);
}

function secretName(provider: KeyProvider): string {
  return `codeforge.key.${provider}`;
}
