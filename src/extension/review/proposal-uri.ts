import * as vscode from 'vscode';

/** Documents of proposed contents. They can be edited: what is saved there is what is proposed from then on. */
export const proposalScheme = 'codeforge-proposal';

/** The path is for people and for the choice of a language; the run makes one proposal differ from the next. */
export function proposalUri(runId: string, path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: proposalScheme, path: `/${path}`, query: runId });
}

/** The path of the file that a proposal's address is about. */
export function proposedPath({ path }: vscode.Uri): string {
  return path.replace(/^\//, '');
}
