import * as vscode from 'vscode';

/** How a scripted model answers: what it says goes out at once, what it throws ends the answer. */
export type AnswerModel = (
  messages: readonly vscode.LanguageModelChatRequestMessage[],
  say: (part: vscode.LanguageModelResponsePart) => void,
) => Promise<void>;

/** Registers models as Copilot does: `scripted-large` and `scripted-mini`. A token is a character. */
export function registerScriptedModel(answer: AnswerModel): vscode.Disposable {
  return vscode.lm.registerLanguageModelChatProvider('scripted', {
    provideLanguageModelChatInformation: () => [information('scripted-large'), information('scripted-mini')],
    provideLanguageModelChatResponse: (...[, messages, , progress]) =>
      answer(messages, part => progress.report(part)),
    provideTokenCount: async (_, text) => (typeof text === 'string' ? text : JSON.stringify(text)).length,
  });
}

function information(name: string): vscode.LanguageModelChatInformation {
  return {
    id: name,
    name,
    family: name,
    version: '1',
    maxInputTokens: 100_000,
    maxOutputTokens: 10_000,
    capabilities: { toolCalling: true },
  };
}
