import type { Stats } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileOperation } from '../engine/ports/workspace.ts';
import type { ApplyPlan } from './apply-plan.ts';
import { isInside } from './locate.ts';
import { type PlanOptions, planOperations } from './plan-operations.ts';
import { removeEmptyFolders, removeEmptyTree } from './remove-empty.ts';
import { StagedFiles } from './staged-files.ts';
import { staleBase } from './stale-base.ts';
import { explained, unless } from './system-refusal.ts';
import { isAbandoned } from './temporary-name.ts';

/**
 * See Workspace.apply. First everything is checked, then all new bytes are brought to the disk under
 * temporary names; only then files change. So a full disk changes nothing, and what a crash leaves half
 * done is finished by applying again.
 */
export async function applyOperations(
  operations: readonly FileOperation[],
  options: PlanOptions,
): Promise<void> {
  const { root } = options;
  const plan = await planOperations(operations, options);
  await using staged = new StagedFiles();
  await explained(notBegun, async () => {
    await sweep(root, plan);
    for (const write of plan.writes) await staged.add(write);
    await assertUntouched(plan);
  });
  await explained(halfDone, () => commit({ root, plan, staged }));
}

const notBegun = {
  what: 'The change could not be written and nothing was changed',
  advice: 'Put that right and apply again.',
};
const halfDone = {
  what: 'The change was written only in part',
  advice: 'Put that right and apply again: what is written already is kept.',
};

// Removals come first: a file may have to make room for a folder, or a folder for a file.
async function commit(work: { root: string; plan: ApplyPlan; staged: StagedFiles }): Promise<void> {
  const { root, plan, staged } = work;
  for (const { entry } of plan.removals) await rm(entry, { force: true });
  for (const { target, seen } of plan.writes) if (seen === null) await removeEmptyTree(target);
  await staged.putInPlace();
  for (const folder of plan.vacated) await removeEmptyFolders(root, folder);
}

/** Staging takes time, in which somebody may have saved a file. */
async function assertUntouched({ writes, removals }: ApplyPlan): Promise<void> {
  const touched: string[] = [];
  for (const { path, target, seen } of [...writes, ...removals]) {
    const now = await unless(['ENOENT', 'ENOTDIR'], lstat(target));
    if (!isSame(seen, now)) touched.push(path);
  }
  if (touched.length > 0) throw staleBase(touched);
}

function isSame(seen: Stats | null, now: Stats | undefined): boolean {
  if (seen === null) return now === undefined || now.isDirectory();
  return now !== undefined && seen.ino === now.ino && seen.size === now.size && seen.mtimeMs === now.mtimeMs;
}

/** Removes what an apply that was killed has left lying around in the folders of this change. */
async function sweep(root: string, { targets }: ApplyPlan): Promise<void> {
  const folders = new Set(targets.flatMap(target => foldersAbove(root, target)));
  for (const folder of folders) {
    const names = (await unless(['ENOENT', 'ENOTDIR'], readdir(folder))) ?? [];
    for (const name of names.filter(isAbandoned)) await rm(join(folder, name), { force: true });
  }
}

function foldersAbove(root: string, target: string): readonly string[] {
  const folder = dirname(target);
  return target !== root && isInside(root, folder) ? [folder, ...foldersAbove(root, folder)] : [];
}
