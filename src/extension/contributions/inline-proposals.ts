import * as vscode from 'vscode';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { type HunkText, hunkMarkdown, hunkText } from '../review/hunk-text.ts';
import type { LocatedHunk } from '../review/locate-hunks.ts';

/**
 * Proposals in the ordinary editor of a file: lines that go are struck, lines that come stand beside them. On the
 * proposed side of a diff what was rejected fades.
 */
export const inlineProposals: Contribution = window => {
  const looks = createLooks();
  const paint = () => {
    for (const editor of vscode.window.visibleTextEditors) paintEditor(window, editor, looks);
  };
  return vscode.Disposable.from(
    ...Object.values(looks),
    window.review.onDidChange(paint),
    vscode.window.onDidChangeVisibleTextEditors(paint),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (window.review.documentOf(document.uri) !== undefined) paint();
    }),
  );
};

type Looks = ReturnType<typeof createLooks>;

function createLooks() {
  const { createTextEditorDecorationType } = vscode.window;
  const lane = vscode.OverviewRulerLane.Left;
  return {
    removed: createTextEditorDecorationType({
      // The strike says it without colours too.
      textDecoration: 'line-through',
      backgroundColor: new vscode.ThemeColor('diffEditor.removedLineBackground'),
      overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.deletedForeground'),
      overviewRulerLane: lane,
    }),
    added: createTextEditorDecorationType({
      overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.addedForeground'),
      overviewRulerLane: lane,
    }),
    rejected: createTextEditorDecorationType({ isWholeLine: true, opacity: '0.45' }),
  };
}

function paintEditor({ review }: ForgeWindow, editor: vscode.TextEditor, looks: Looks): void {
  const current = review.review();
  const found = review.documentOf(editor.document.uri);
  const hunks = review.hunksIn(editor.document);
  const painted = (wanted: boolean, ranges: () => vscode.DecorationOptions[]) => (wanted ? ranges() : []);
  const isFile = current !== undefined && found?.side === 'file';
  const removed = painted(isFile, () => hunks.flatMap(located => linesOf(located, editor.document)));
  const added = painted(isFile, () =>
    hunks.flatMap(located =>
      current && found
        ? addedLines(located, hunkText(found.file, located.hunk, current.contents), editor.document)
        : [],
    ),
  );
  const rejected = painted(found?.side === 'proposal', () =>
    hunks
      .filter(({ verdict }) => verdict === 'rejected')
      .flatMap(located => linesOf(located, editor.document)),
  );
  editor.setDecorations(looks.removed, removed);
  editor.setDecorations(looks.added, added);
  editor.setDecorations(looks.rejected, rejected);
}

function linesOf({ line, count }: LocatedHunk, document: vscode.TextDocument): vscode.DecorationOptions[] {
  if (count === 0) return [];
  const last = Math.min(line + count, document.lineCount) - 1;
  return [{ range: new vscode.Range(line, 0, last, document.lineAt(last).text.length) }];
}

/** What comes, beside the line that it replaces or follows; the whole of it is in the hover. */
function addedLines(
  { line, count }: LocatedHunk,
  { removed, added }: HunkText,
  document: vscode.TextDocument,
): vscode.DecorationOptions[] {
  if (added.length === 0) return [];
  const hoverMessage = new vscode.MarkdownString(hunkMarkdown({ removed, added }));
  // Nothing can stand between two lines: what is too many for the lines that go follows behind the last of them.
  const rows = Math.max(1, count);
  const first = count > 0 ? line : Math.max(0, line - 1);
  return Array.from({ length: Math.min(rows, added.length) }, (_, index) => {
    const isLast = index === Math.min(rows, added.length) - 1;
    const texts = isLast ? added.slice(index) : added.slice(index, index + 1);
    const at = Math.min(first + index, document.lineCount - 1);
    const end = document.lineAt(at).range.end;
    return {
      range: new vscode.Range(end, end),
      hoverMessage,
      renderOptions: {
        after: {
          contentText: ghost(texts),
          color: new vscode.ThemeColor('editor.foreground'),
          backgroundColor: new vscode.ThemeColor('diffEditor.insertedTextBackground'),
          margin: '0 0 0 2ch',
          textDecoration: 'none; opacity: 0.85',
        },
      },
    };
  });
}

function ghost(lines: readonly string[]): string {
  const text = `+ ${lines.map(line => line.trim()).join(' ⏎ ')}`;
  const shown = text.length > maxGhostLength ? `${text.slice(0, maxGhostLength)}…` : text;
  // An ordinary space is not drawn twice.
  return shown.replaceAll('  ', ' \u00a0');
}

const maxGhostLength = 160;
