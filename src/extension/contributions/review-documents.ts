import * as vscode from 'vscode';
import type { ContentHash } from '../../engine/ports/content-store.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { contentHashIn } from '../review/review-uri.ts';

/**
 * Shows stored contents as read-only files: both sides of every diff. A file system, so that binary files
 * and encodings look as everywhere else, and a review comes back after the window was reloaded.
 */
export const reviewDocuments: Contribution = window =>
  window.answers.give('files.review', () => contentFiles(window));

function contentFiles({ engine }: ForgeWindow): vscode.FileSystemProvider {
  const read = async (uri: vscode.Uri): Promise<Uint8Array> => {
    const { contents } = await engine();
    const hash = storedHash(uri);
    if (!contents.has(hash)) throw vscode.FileSystemError.FileNotFound(uri);
    return contents.get(hash);
  };
  const refuse = (uri: vscode.Uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return {
    readFile: read,
    async stat(uri) {
      const { length: size } = await read(uri);
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size };
    },
    // What a hash names never changes.
    onDidChangeFile: () => ({ dispose: () => {} }),
    watch: () => ({ dispose: () => {} }),
    readDirectory: () => [],
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}

function storedHash(uri: vscode.Uri): ContentHash {
  const hash = contentHashIn(uri);
  if (hash === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  return hash;
}
