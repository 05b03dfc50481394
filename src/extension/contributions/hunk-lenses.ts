import * as vscode from 'vscode';
import type { CommandId } from '../command-ids.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { describeHunk } from '../review/hunk-text.ts';
import type { LocatedHunk } from '../review/locate-hunks.ts';
import { proposalScheme } from '../review/proposal-uri.ts';
import type { ReviewedDocument } from '../review/review-model.ts';
import { reviewScheme } from '../review/review-uri.ts';

/** Actions above each hunk, in the file itself and on the proposed side of diffs. */
export const hunkLenses: Contribution = window => {
  const changes = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changes.event,
    provideCodeLenses: document => lensesIn(window, document),
  };
  return vscode.Disposable.from(
    changes,
    window.review.onDidChange(() => changes.fire()),
    vscode.languages.registerCodeLensProvider(
      [{ scheme: 'file' }, { scheme: proposalScheme }, { scheme: reviewScheme }],
      provider,
    ),
  );
};

function lensesIn({ review }: ForgeWindow, document: vscode.TextDocument): vscode.CodeLens[] {
  const found = review.documentOf(document.uri);
  if (found === undefined) return [];
  const hunks = review.hunksIn(document);
  const last = document.lineCount - 1;
  return hunks.flatMap((located, index) => {
    const line = Math.min(located.line, last);
    const range = new vscode.Range(line, 0, line, 0);
    return commandsFor(found, located, `${index + 1} of ${hunks.length}`).map(
      command => new vscode.CodeLens(range, command),
    );
  });
}

function commandsFor(
  { file, side }: ReviewedDocument,
  { hunk, verdict, isEdited }: LocatedHunk,
  position: string,
): readonly vscode.Command[] {
  const lens = (title: string, command: CommandId, tooltip: string): vscode.Command => ({
    title,
    command,
    tooltip,
    arguments: [hunk.id],
  });
  if (verdict !== 'undecided') {
    const undo = 'Takes this decision back, out of the file too';
    if (verdict === 'accepted') return [lens('$(pass-filled) Accepted · Undo', 'codeforge.reopenHunk', undo)];
    return [
      lens('$(circle-slash) Rejected · Undo', 'codeforge.reopenHunk', undo),
      lens('$(comment) Say Why…', 'codeforge.reviseHunk', 'Sends the run back to work with your reason'),
    ];
  }
  const edited = isEdited ? ' · you edited these lines' : '';
  return [
    lens('$(check) Accept', 'codeforge.acceptHunk', 'Brings this hunk into the file'),
    lens('$(close) Reject', 'codeforge.rejectHunk', 'Leaves the file as it is here'),
    lens('$(comment) Revise…', 'codeforge.reviseHunk', 'Sends the run back to work with what you say'),
    lens(
      `${position} (${describeHunk(file, hunk)})${edited}`,
      side === 'file' ? 'codeforge.peekHunk' : 'codeforge.openProposal',
      side === 'file' ? 'Shows the whole hunk here' : 'Opens the file beside what is proposed',
    ),
  ];
}
