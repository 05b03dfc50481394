import * as vscode from 'vscode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { CheckpointSummary } from '../../engine/ports/checkpoint-store.ts';
import type { Contribution, ForgeWindow } from '../forge-window.ts';
import { gatherSurroundings } from '../gather-surroundings.ts';
import { openFolders } from '../open-folders.ts';
import { registerCommand } from '../register-command.ts';
import { reviewUri } from '../review/review-uri.ts';
import { shortTask } from '../text/describe-run.ts';
import { describeAge } from '../text/describe-stored-run.ts';

/** Takes back what a run has written, and clears checkpoints away. */
export const restoreCheckpoint: Contribution = window =>
  vscode.Disposable.from(
    registerCommand(window, 'codeforge.restoreCheckpoint', () => restore(window)),
    registerCommand(window, 'codeforge.pruneCheckpoints', () => prune(window)),
  );

/** Shows what would come back first; only then, and only when told to, are files written. */
async function restore(window: ForgeWindow): Promise<void> {
  const checkpoint = await pickOne(await checkpointsHere(window));
  if (checkpoint === undefined) return;
  const { folder } = checkpoint;
  const engine = await window.engine();
  const plan = await engine.planRestore(checkpoint.runId, await gatherSurroundings(window, folder));
  if (plan.operations.length === 0) {
    void vscode.window.showInformationMessage(nothingToDo(plan.conflicts));
    return;
  }
  const title = `CodeForge: Restore before ${shortTask(checkpoint.task, 30)}`;
  const resources = plan.operations.map(({ path, base, next }) => [
    vscode.Uri.joinPath(folder, path),
    base === null ? undefined : reviewUri({ path, hash: base }),
    next === null ? undefined : reviewUri({ path, hash: next.hash }),
  ]);
  await vscode.commands.executeCommand('vscode.changes', title, resources);
  const count = plan.operations.length;
  const what = count === 1 ? '1 file' : `${count} files`;
  const kept = plan.conflicts.length === 0 ? '' : ` ${leftAlone(plan.conflicts)}`;
  const answer = await vscode.window.showInformationMessage(
    `Restore ${what} as shown? Edits that you made since are kept.${kept}`,
    'Restore',
  );
  await closeTab(title);
  if (answer === undefined) return;
  await plan.apply();
  void vscode.window.showInformationMessage(`${what} restored.`);
}

async function prune(window: ForgeWindow): Promise<void> {
  const { checkpoints } = await window.engine();
  const all = checkpoints.list();
  if (all.length === 0) {
    void vscode.window.showInformationMessage('There are no checkpoints on this machine.');
    return;
  }
  const total = all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const picked = await vscode.window.showQuickPick(all.map(rowOf), {
    title: `CodeForge: Prune Checkpoints (${all.length} take ${megabytes(total)})`,
    placeHolder: 'Which shall go?',
    canPickMany: true,
  });
  if (picked === undefined || picked.length === 0) return;
  const freed = checkpoints.remove(picked.map(({ checkpoint }) => checkpoint.runId));
  void vscode.window.showInformationMessage(`Removed ${picked.length}: ${megabytes(freed)} are free again.`);
}

/** With its folder as it is open here, which its editors go by. */
interface CheckpointHere extends CheckpointSummary {
  readonly folder: vscode.Uri;
}

async function checkpointsHere(window: ForgeWindow): Promise<readonly CheckpointHere[]> {
  const { checkpoints } = await window.engine();
  const found = openFolders().flatMap(folder =>
    checkpoints.list(folder).map(checkpoint => ({ ...checkpoint, folder: vscode.Uri.file(folder) })),
  );
  if (found.length > 0) return found;
  throw new ForgeError(
    'run.unknown',
    'There is no checkpoint of this folder. One is made whenever an accepted change is written.',
  );
}

async function pickOne(all: readonly CheckpointHere[]): Promise<CheckpointHere | undefined> {
  const picked = await vscode.window.showQuickPick(all.map(rowOf), {
    title: 'CodeForge: Restore Checkpoint',
    placeHolder: 'Go back to before which change?',
    matchOnDescription: true,
  });
  return picked?.checkpoint;
}

function rowOf<Row extends CheckpointSummary>(checkpoint: Row) {
  const { task, fileCount, sizeBytes, updatedAt, root } = checkpoint;
  const files = fileCount === 1 ? '1 file' : `${fileCount} files`;
  return {
    label: shortTask(task),
    description: `${files}, ${megabytes(sizeBytes)}, ${describeAge(updatedAt, Date.now())}`,
    detail: root,
    checkpoint,
  };
}

function nothingToDo(conflicts: readonly string[]): string {
  if (conflicts.length > 0) return `Nothing was restored. ${leftAlone(conflicts)}`;
  return 'Nothing to restore: the files are as they were before that change.';
}

function leftAlone(conflicts: readonly string[]): string {
  return `Left alone, as your later edits are in the same lines: ${conflicts.join(', ')}.`;
}

async function closeTab(title: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(({ label }) => label.startsWith(title)));
}

function megabytes(bytes: number): string {
  const value = bytes / 1_000_000;
  return value < 0.1 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${value.toFixed(1)} MB`;
}
