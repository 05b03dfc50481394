import * as vscode from 'vscode';
import { type KeyProvider, keyProviders } from '../engine.ts';
import type { Contribution } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { readKeys, storeKey } from '../secret-keys.ts';

/** "CodeForge: Set API Key": into the secret storage of VS Code, and nowhere else. */
export const setApiKey: Contribution = window =>
  registerCommand(window, 'codeforge.setApiKey', async () => {
    const { secrets } = window.context;
    const provider = await pickProvider(await readKeys(secrets));
    if (provider === undefined) return;
    const key = await vscode.window.showInputBox({
      title: `CodeForge: API key for ${names[provider]}`,
      prompt: 'Kept in the secret storage of VS Code. Leave it empty to remove the key that is there.',
      password: true,
      ignoreFocusOut: true,
      validateInput: text =>
        /\s/.test(text.trim()) ? 'A key has no spaces in it: this is something else.' : undefined,
    });
    if (key === undefined) return;
    await storeKey(secrets, provider, key.trim());
    const done = key.trim() === '' ? 'was removed' : 'is set. It is used from the next run on';
    void vscode.window.showInformationMessage(`The API key for ${names[provider]} ${done}.`);
  });

async function pickProvider(keys: Awaited<ReturnType<typeof readKeys>>): Promise<KeyProvider | undefined> {
  const items = keyProviders.map(provider => ({
    label: names[provider],
    description: keys[provider] === undefined ? 'no key stored' : 'a key is stored',
    provider,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'CodeForge: Set API Key',
    placeHolder: 'Whose key? Ollama needs none.',
  });
  return picked?.provider;
}

const names: Readonly<Record<KeyProvider, string>> = {
  openai: 'OpenAI, or a server that speaks like it',
  anthropic: 'Anthropic',
  gemini: 'Gemini',
};
