import * as vscode from 'vscode';
import type { Contribution } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { logLine } from '../text/describe-event.ts';

/** The output channel "CodeForge": what a run does, a line an event. Events carry no secrets. */
export const runLog: Contribution = window =>
  vscode.Disposable.from(
    registerCommand(window, 'codeforge.showLog', async () => window.log().show()),
    window.current.onDidTell(event => {
      const line = logLine(event);
      if (line !== undefined) window.log()[line.level](line.text);
    }),
  );
