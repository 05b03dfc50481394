import * as vscode from 'vscode';
import { describeSymptoms } from '../../engine/symptoms/describe-symptoms.ts';
import { explanationScheme } from '../explanation-scheme.ts';
import { gatherSymptoms } from '../fix/gather-symptoms.ts';
import { pointedProblems } from '../fix/pointed-problems.ts';
import { folderOf } from '../fix/start-fix.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { registerCommand } from '../register-command.ts';
import { withCancellableProgress } from '../with-cancellable-progress.ts';

/**
 * "Explain This Error": the model's answer as it comes, in a document beside the code. It is shown as text: what a
 * model writes is never rendered, so that it can neither load nor run anything.
 */
export const explainProblem: Contribution = window => {
  const texts = new Map<string, string>();
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const show = (uri: vscode.Uri, text: string) => {
    texts.set(uri.toString(), text);
    changes.fire(uri);
  };
  return vscode.Disposable.from(
    changes,
    window.answers.give('text.explanation', () => ({
      onDidChange: changes.event,
      provideTextDocumentContent: uri => texts.get(uri.toString()) ?? gone,
    })),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    registerCommand(window, 'codeforge.explainProblem', argument => explain(window, argument, show)),
  );
};

type Show = (uri: vscode.Uri, text: string) => void;

async function explain(window: ForgeWindow, argument: unknown, show: Show): Promise<void> {
  const pointedAt = pointedProblems(argument);
  const folder = folderOf(pointedAt.uri);
  const surroundings = await gatherSurroundings(window, folder.uri);
  const symptoms = await gatherSymptoms(folder, pointedAt);
  const engine = await window.engine();
  explanations += 1;
  const uri = vscode.Uri.from({ scheme: explanationScheme, path: `/Explanation ${explanations}.md` });
  const question = describeSymptoms({ ...symptoms, others: [] });
  let answer = '';
  const publish = () => show(uri, `${quoted(question)}\n\n${answer}`);
  publish();
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
    preview: true,
  });
  await withCancellableProgress('CodeForge: explaining', async signal => {
    let publishedAt = 0;
    try {
      for await (const text of engine.explain({ ...surroundings, symptoms }, signal)) {
        answer = text;
        if (Date.now() - publishedAt < frameMs) continue;
        publishedAt = Date.now();
        publish();
      }
    } finally {
      publish();
    }
  });
}

/** The problem above the answer, apart from it. */
function quoted(text: string): string {
  return text.replaceAll(/^/gmu, '> ');
}

const gone = 'This explanation is no longer there. Ask for it again on the problem.\n';
// As often as the eye follows.
const frameMs = 100;
let explanations = 0;
