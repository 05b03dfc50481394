import * as vscode from 'vscode';
import type { FileProposal } from '../../engine/change/review/file-proposal.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { baseUri } from '../review/open-file-review.ts';
import { proposalScheme } from '../review/proposal-uri.ts';
import { fileUri, proposedUri, type Review, standingOf } from '../review/review-model.ts';

/**
 * The source control view "CodeForge": files by how far they are decided, and the editor's own bars and inline peek
 * on what is proposed. It is there as long as a review is.
 */
export const sourceControl: Contribution = window => {
  let shown: ShownControl | undefined;
  const refresh = () => {
    const review = window.review.review();
    if (review === undefined) {
      shown?.dispose();
      shown = undefined;
      return;
    }
    shown ??= showControl(window);
    shown.update(review);
  };
  return vscode.Disposable.from(window.review.onDidChange(refresh), { dispose: () => shown?.dispose() });
};

interface ShownControl extends vscode.Disposable {
  readonly update: (review: Review) => void;
}

function showControl({ review }: ForgeWindow): ShownControl {
  const control = vscode.scm.createSourceControl('codeforge', 'CodeForge');
  control.inputBox.visible = false;
  control.quickDiffProvider = {
    provideOriginalResource(uri) {
      if (uri.scheme !== proposalScheme) return undefined;
      const file = review.documentOf(uri)?.file;
      return file && baseUri(file);
    },
  };
  const open = control.createResourceGroup('proposed', 'Proposed');
  const decided = control.createResourceGroup('decided', 'Decided');
  decided.hideWhenEmpty = true;
  return {
    update(current) {
      const { verdicts } = current.decisions;
      const isOpen = (file: FileProposal) => standingOf(file, verdicts) === 'open';
      open.resourceStates = current.files.filter(isOpen).map(file => stateOf(current, file));
      decided.resourceStates = current.files
        .filter(file => !isOpen(file))
        .map(file => stateOf(current, file));
      control.count = open.resourceStates.length;
    },
    dispose: () => control.dispose(),
  };
}

function stateOf(review: Review, file: FileProposal): vscode.SourceControlResourceState {
  const uri = proposedUri(review, file) ?? fileUri(review, file);
  const standing = standingOf(file, review.decisions.verdicts);
  const said = { open: '', accepted: ' · accepted', rejected: ' · rejected', mixed: ' · partly accepted' }[
    standing
  ];
  return {
    resourceUri: vscode.Uri.joinPath(review.folder, file.path),
    contextValue: standing === 'open' ? 'open' : 'decided',
    command: { command: 'codeforge.openProposal', title: 'Open', arguments: [uri] },
    decorations: {
      tooltip: `${kinds[file.kind].tooltip}${said}`,
      strikeThrough: file.kind === 'deleted',
      faded: standing === 'rejected',
      iconPath: new vscode.ThemeIcon(standing === 'open' ? kinds[file.kind].icon : standings[standing]),
    },
  };
}

const kinds = {
  created: { tooltip: 'New file', icon: 'diff-added' },
  edited: { tooltip: 'Edited', icon: 'diff-modified' },
  deleted: { tooltip: 'Deleted', icon: 'diff-removed' },
  moved: { tooltip: 'Renamed', icon: 'diff-renamed' },
} as const;

const standings = { accepted: 'pass-filled', rejected: 'circle-slash', mixed: 'pass' } as const;
