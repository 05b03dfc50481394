import * as vscode from 'vscode';
import { argumentsObject } from '../../engine/conversation/arguments-object.ts';
import type { Message, ModelRequest } from '../../engine/ports/model.ts';

/** The conversation as VS Code takes it: there is no system role, so the instructions are the first thing said. */
export function toMessages({ system, messages }: ModelRequest): vscode.LanguageModelChatMessage[] {
  return [vscode.LanguageModelChatMessage.User(system), ...messages.map(toMessage)];
}

export function toOptions({ tools, maxOutputTokens }: ModelRequest): vscode.LanguageModelChatRequestOptions {
  return {
    justification: 'CodeForge solves the task that you gave it.',
    modelOptions: { max_tokens: maxOutputTokens },
    tools: tools.map(({ name, description, parameters }) => ({ name, description, inputSchema: parameters })),
  };
}

/** All that is sent, as one text to count. */
export function textOf({ system, messages, tools }: ModelRequest): string {
  return [system, ...messages.map(message => JSON.stringify(message)), JSON.stringify(tools)].join('\n');
}

function toMessage(message: Message): vscode.LanguageModelChatMessage {
  switch (message.role) {
    case 'user':
      return vscode.LanguageModelChatMessage.User(message.text);
    case 'assistant':
      return vscode.LanguageModelChatMessage.Assistant([
        ...(message.text === '' ? [] : [new vscode.LanguageModelTextPart(message.text)]),
        ...message.toolCalls.map(
          ({ id, name, argumentsText }) =>
            new vscode.LanguageModelToolCallPart(id, name, argumentsObject(argumentsText)),
        ),
      ]);
    case 'tool':
      return vscode.LanguageModelChatMessage.User(
        message.results.map(
          ({ callId, text }) =>
            new vscode.LanguageModelToolResultPart(callId, [new vscode.LanguageModelTextPart(text)]),
        ),
      );
    default:
      return message satisfies never;
  }
}
