import * as vscode from 'vscode';
import { gatherSymptoms, type PointedAt } from '../fix/gather-symptoms.ts';
import { pointedProblems, problemsOfFile } from '../fix/pointed-problems.ts';
import { folderOf, startFix } from '../fix/start-fix.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';

/** "Fix with CodeForge" on the problems that were pointed at, or on all of a file. */
export const fixProblems: Contribution = window =>
  vscode.Disposable.from(
    registerCommand(window, 'codeforge.fixProblem', async argument => fix(window, pointedProblems(argument))),
    registerCommand(window, 'codeforge.fixProblemsOfFile', async argument =>
      fix(window, problemsOfFile(argument)),
    ),
  );

/** All of it is one run, however many problems there are. */
async function fix(window: ForgeWindow, pointedAt: PointedAt): Promise<void> {
  const folder = folderOf(pointedAt.uri);
  await startFix(window, folder, () => gatherSymptoms(folder, pointedAt));
}
