import * as vscode from 'vscode';
import type { ExtraProvider } from '../../host/open-host.ts';
import { createVscodeModel } from './vscode-model.ts';

/** The language models of the editor itself, such as Copilot's: who has those needs no key. */
export const editorModels: ExtraProvider = {
  provider: 'vscode',
  open: createVscodeModel,
  async find() {
    const models = await vscode.lm.selectChatModels();
    const chatting = models.filter(({ maxInputTokens }) => maxInputTokens >= leastContextTokens);
    const small = chatting.find(({ family }) => smallName.test(family));
    const large = chatting.find(({ family }) => !smallName.test(family));
    const [simple, hard] = [small ?? large, large ?? small];
    if (simple === undefined || hard === undefined) return undefined;
    const tiers = { simple: [idOf(simple)], medium: [idOf(hard)], hard: [idOf(hard)] };
    return { title: 'VS Code', tiers };
  },
  async list() {
    const models = await vscode.lm.selectChatModels();
    return {
      title: 'VS Code',
      models: models.map(({ id }) => id),
      advice: 'no language models: sign in to GitHub Copilot, or install an extension that brings some',
    };
  },
};

function idOf({ id }: vscode.LanguageModelChat): `vscode/${string}` {
  return `vscode/${id}`;
}

// Below this an agent's instructions and one file would not fit.
const leastContextTokens = 8_000;

const smallName = /mini|flash|haiku|nano|luna|lite|small|fast/iu;
