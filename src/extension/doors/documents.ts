import * as vscode from 'vscode';
import { explanationScheme } from '../explanation-scheme.ts';
import { loadOnce } from '../load-once.ts';
import { proposalScheme } from '../review/proposal-uri.ts';
import { reviewScheme } from '../review/review-uri.ts';
import type { Door } from './door.ts';

/** Documents of ours, also those that a reload of the window brings back before anything else was asked for. */
export const documents: Door = ask => {
  const { registerFileSystemProvider, registerTextDocumentContentProvider } = vscode.workspace;
  return vscode.Disposable.from(
    registerFileSystemProvider(
      reviewScheme,
      lateFiles(() => ask('files.review')),
      { isReadonly: true },
    ),
    registerFileSystemProvider(
      proposalScheme,
      lateFiles(() => ask('files.proposal')),
    ),
    registerTextDocumentContentProvider(
      explanationScheme,
      lateText(() => ask('text.explanation')),
    ),
  );
};

function lateFiles(load: () => Promise<vscode.FileSystemProvider>): vscode.FileSystemProvider {
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const files = loadOnce(async () => {
    const loaded = await load();
    loaded.onDidChangeFile(changed => changes.fire(changed));
    return loaded;
  });
  return {
    // Nobody waits for changes of what was never read.
    onDidChangeFile: changes.event,
    watch: () => ({ dispose: () => {} }),
    stat: async uri => (await files()).stat(uri),
    readFile: async uri => (await files()).readFile(uri),
    readDirectory: async uri => (await files()).readDirectory(uri),
    writeFile: async (...of) => (await files()).writeFile(...of),
    createDirectory: async uri => (await files()).createDirectory(uri),
    delete: async (...of) => (await files()).delete(...of),
    rename: async (...of) => (await files()).rename(...of),
  };
}

function lateText(
  load: () => Promise<vscode.TextDocumentContentProvider>,
): vscode.TextDocumentContentProvider {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const texts = loadOnce(async () => {
    const loaded = await load();
    loaded.onDidChange?.(uri => changes.fire(uri));
    return loaded;
  });
  return {
    onDidChange: changes.event,
    provideTextDocumentContent: async (...of) => (await texts()).provideTextDocumentContent(...of),
  };
}
