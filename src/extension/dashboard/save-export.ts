import * as vscode from 'vscode';

export interface Export {
  readonly title: string;
  /** Of the file, without its ending. */
  readonly name: string;
  /** For example `The run was saved`. */
  readonly done: string;
  /** By what people call them; the first one is the usual one. */
  readonly formats: Readonly<Record<string, ExportFormat>>;
}

interface ExportFormat {
  readonly ending: string;
  readonly text: () => string;
}

/** Saves something as a file of the person's choice, in the format of its ending. */
export async function saveExport({ title, name, done, formats }: Export): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const all = Object.entries(formats);
  const [usual] = Object.values(formats);
  if (usual === undefined) throw new Error('there is no format to save it in');
  const target = await vscode.window.showSaveDialog({
    title,
    filters: Object.fromEntries(all.map(([format, { ending }]) => [format, [ending]])),
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, `${name}.${usual.ending}`) }),
  });
  if (target === undefined) return;
  const chosen = all.find(([, { ending }]) => target.path.toLowerCase().endsWith(`.${ending}`))?.[1] ?? usual;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(chosen.text()));
  const open = 'Open';
  const message = `${done} to ${vscode.workspace.asRelativePath(target)}.`;
  if ((await vscode.window.showInformationMessage(message, open)) === open)
    await vscode.commands.executeCommand('vscode.open', target);
}
