import * as vscode from 'vscode';
import type { ContentHash } from '../../engine/ports/content-store.ts';
import type { ReviewDocument } from './pair-changes.ts';

/** Documents of stored contents. The path is for people and for the choice of a language. */
export const reviewScheme = 'codeforge';

export function reviewUri({ path, hash }: ReviewDocument): vscode.Uri {
  return vscode.Uri.from({ scheme: reviewScheme, path: `/${path}`, query: hash });
}

/** The content that an address of ours names, or undefined for an address that is not ours. */
export function contentHashIn(uri: vscode.Uri): ContentHash | undefined {
  return isContentHash(uri.query) ? uri.query : undefined;
}

function isContentHash(text: string): text is ContentHash {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}
