import * as vscode from 'vscode';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { proposalUri } from '../review/proposal-uri.ts';

/**
 * Proposed files as documents that can be edited: saving one changes what is proposed. A file system, so that
 * encodings, languages and saving are as everywhere else.
 */
export const proposalDocuments: Contribution = window => {
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const shown = new Map<string, string | null>();
  return vscode.Disposable.from(
    changes,
    window.answers.give('files.proposal', () => proposalFiles(window, changes.event)),
    window.review.onDidChange(() => {
      const review = window.review.review();
      const changed: vscode.FileChangeEvent[] = [];
      for (const { path, next } of review?.files ?? []) {
        const uri = proposalUri(review?.runId ?? '', path);
        const before = shown.get(uri.toString());
        if (before !== undefined && before !== next)
          changed.push({ type: vscode.FileChangeType.Changed, uri });
        shown.set(uri.toString(), next);
      }
      if (changed.length > 0) changes.fire(changed);
    }),
  );
};

function proposalFiles(
  { review, current }: ForgeWindow,
  onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>,
): vscode.FileSystemProvider {
  const read = (uri: vscode.Uri): Uint8Array => {
    const hash = review.documentOf(uri)?.file.next;
    const contents = review.review()?.contents;
    if (hash == null || contents === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return contents.get(hash);
  };
  const refuse = (uri: vscode.Uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  // A document is read anew when its time is another: it counts the contents that were seen.
  const times = new Map<string, number>();
  const timeOf = (hash: string) => {
    const time = times.get(hash) ?? Date.now() + times.size;
    times.set(hash, time);
    return time;
  };
  return {
    onDidChangeFile,
    readFile: read,
    stat(uri) {
      const { length: size } = read(uri);
      const mtime = timeOf(review.documentOf(uri)?.file.next ?? '');
      return { type: vscode.FileType.File, ctime: 0, mtime, size };
    },
    async writeFile(uri, content) {
      const path = review.documentOf(uri)?.file.path;
      if (path === undefined) throw vscode.FileSystemError.FileNotFound(uri);
      await current.editProposal(path, content);
    },
    watch: () => ({ dispose: () => {} }),
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}
