import * as vscode from 'vscode';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';
import { describeHunk, hunkMarkdown, hunkText } from '../review/hunk-text.ts';
import type { LocatedHunk } from '../review/locate-hunks.ts';

/**
 * A hunk as a box between the lines of the ordinary editor: all its lines, the actions on it, and room for a reply
 * that goes back to the run. One at a time, where the person is.
 */
export const hunkThreads: Contribution = window => {
  const controller = vscode.comments.createCommentController('codeforge.hunks', 'CodeForge');
  controller.options = {
    prompt: 'Say what shall be different…',
    placeHolder: 'Your words go back to the run, which repairs the proposal.',
  };
  let open: OpenThread | undefined;
  const close = () => {
    open?.thread.dispose();
    open = undefined;
  };
  return vscode.Disposable.from(
    controller,
    { dispose: close },
    window.review.onDidChange(() => {
      const document = open?.document;
      const still = document && window.review.hunksIn(document).some(({ hunk }) => hunk.id === open?.id);
      if (!still) close();
    }),
    registerCommand(window, 'codeforge.peekHunk', async argument => {
      const found = hunkInEditor(window, argument);
      close();
      if (found !== undefined) open = openThread(window, controller, found);
    }),
    registerCommand(window, 'codeforge.sendRevision', async argument => {
      const { text } = argument as vscode.CommentReply;
      const id = open?.id;
      if (id === undefined || text.trim() === '') return;
      close();
      await vscode.commands.executeCommand('codeforge.reviseHunk', id, text);
    }),
  );
};

interface OpenThread {
  readonly id: string;
  readonly document: vscode.TextDocument;
  readonly thread: vscode.CommentThread;
}

interface HunkInEditor {
  readonly document: vscode.TextDocument;
  readonly located: LocatedHunk;
}

/** The hunk with this id, or the one at the cursor, in the active editor. */
function hunkInEditor({ review }: ForgeWindow, id: unknown): HunkInEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const hunks = review.hunksIn(document);
  const at = selection.active.line;
  const located =
    hunks.find(({ hunk }) => hunk.id === id) ??
    hunks.find(({ line, count }) => line <= at && at <= line + Math.max(0, count - 1));
  return located === undefined ? undefined : { document, located };
}

function openThread(
  { review }: ForgeWindow,
  controller: vscode.CommentController,
  { document, located }: HunkInEditor,
): OpenThread | undefined {
  const current = review.review();
  const file = review.documentOf(document.uri)?.file;
  if (current === undefined || file === undefined) return undefined;
  const { hunk, line, count } = located;
  const last = Math.min(document.lineCount - 1, Math.max(line, line + count - 1));
  const range = new vscode.Range(Math.min(line, last), 0, last, 0);
  const text = hunkText(file, hunk, current.contents);
  const body = text.removed.length + text.added.length > 0 ? hunkMarkdown(text) : describeHunk(file, hunk);
  const thread = controller.createCommentThread(document.uri, range, [
    {
      author: { name: 'CodeForge' },
      body: new vscode.MarkdownString(body),
      mode: vscode.CommentMode.Preview,
    },
  ]);
  thread.label = `Proposed change (${describeHunk(file, hunk)})`;
  thread.contextValue = 'codeforge.hunk';
  thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
  thread.canReply = true;
  // A box that a person opened needs no list of its own beside it: VS Code opens one for what is unresolved.
  thread.state = vscode.CommentThreadState.Resolved;
  return { id: hunk.id, document, thread };
}
