import * as vscode from 'vscode';
import { type CommandId, commandTitles } from '../command-ids.ts';
import type { Door } from './door.ts';

/** Every command. */
export const commands: Door = ask => {
  const ids = Object.keys(commandTitles) as CommandId[];
  return vscode.Disposable.from(
    ...ids.map(id => vscode.commands.registerCommand(id, (...of: unknown[]) => ask(id, ...of))),
  );
};
