import * as vscode from 'vscode';
import { lineChanges } from '../../engine/change/review/line-change.ts';

/** What turns a document's text into another one, only the lines that differ: cursors and folds elsewhere stay. */
export function textEdits(document: vscode.TextDocument, text: string): readonly vscode.TextEdit[] {
  const before = linesOf(document.getText());
  const after = linesOf(text);
  const last = before.length - 1;
  const endOfLine = (line: number) => new vscode.Position(line, before[line]?.length ?? 0);
  return lineChanges(before, after).map(({ baseStart, baseCount, nextStart, nextCount }) => {
    const lines = after.slice(nextStart, nextStart + nextCount);
    const end = baseStart + baseCount;
    if (end <= last) {
      const range = new vscode.Range(baseStart, 0, end, 0);
      return vscode.TextEdit.replace(range, lines.map(line => `${line}\n`).join(''));
    }
    // At the end the break before the lines goes with them, as there is none behind.
    if (baseStart > 0) {
      const range = new vscode.Range(endOfLine(baseStart - 1), endOfLine(last));
      return vscode.TextEdit.replace(range, lines.map(line => `\n${line}`).join(''));
    }
    return vscode.TextEdit.replace(new vscode.Range(0, 0, last, endOfLine(last).character), lines.join('\n'));
  });
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/u);
}
