import * as vscode from 'vscode';
import { decodeText } from '../../engine/change/text-content.ts';
import type { Contribution } from '../forge-window.ts';
import { contentHashIn, reviewScheme } from '../review/review-uri.ts';

/** Shows stored contents as read-only documents: both sides of every diff. */
export const reviewDocuments: Contribution = ({ engine }) =>
  vscode.workspace.registerTextDocumentContentProvider(reviewScheme, {
    async provideTextDocumentContent(uri) {
      const hash = contentHashIn(uri);
      const { contents } = await engine();
      if (hash === undefined || !contents.has(hash)) return 'CodeForge no longer has this content.\n';
      const bytes = contents.get(hash);
      return decodeText(bytes) ?? `This file is binary: ${bytes.length} bytes.\n`;
    },
  });
