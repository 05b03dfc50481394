import { access, constants, readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseWritablePath } from '../engine/change/workspace-path.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { ContentHash } from '../engine/ports/content-store.ts';
import type { FileOperation } from '../engine/ports/workspace.ts';
import type { ApplyPlan, PlannedRemoval, PlannedWrite } from './apply-plan.ts';
import { locate, type Place } from './locate.ts';
import { mayRun } from './may-run.ts';
import { namePaths, staleBase } from './stale-base.ts';
import { explained } from './system-refusal.ts';

export interface PlanOptions {
  /** Absolute and free of links. */
  readonly root: string;
  readonly hash: (bytes: Uint8Array) => ContentHash;
}

/**
 * Compares the folder with what the operations expect, and changes nothing. Throws
 * `workspace.outside-root`, `workspace.stale-base` or `workspace.unreadable`, each naming the files.
 */
export async function planOperations(
  operations: readonly FileOperation[],
  options: PlanOptions,
): Promise<ApplyPlan> {
  const found: FoundOperation[] = [];
  for (const operation of operations) found.push(await find(operation, options));
  assertDistinct(found);
  await assertNotStale(found);
  const due = found.filter(isDue);
  await assertWritable(due);
  return {
    writes: due.flatMap(plannedWrite),
    removals: due.flatMap(plannedRemoval),
    targets: found.map(({ place }) => place.target),
    vacated: found.filter(isRemoval).map(item => dirname(entryOf(item))),
  };
}

interface FoundOperation {
  readonly operation: FileOperation;
  readonly place: Exclude<Place, { kind: 'special' | 'refused' }>;
  readonly current: ContentHash | null;
  /** The same for all spellings under which the disk knows a file. */
  readonly identity: string;
}

async function find(operation: FileOperation, { root, hash }: PlanOptions): Promise<FoundOperation> {
  const { path } = operation;
  assertCanonical(path);
  const refusal = {
    what: `${path} cannot be read, so nothing was changed`,
    advice: 'Check it and apply again.',
  };
  return explained(refusal, async () => {
    const place = locate(root, path);
    if (place.kind === 'refused') throw new ForgeError('workspace.outside-root', place.reason);
    if (place.kind === 'special') {
      throw new ForgeError(
        'workspace.outside-root',
        `${path} is a broken link or no ordinary file, so nothing was changed. Remove it and apply again.`,
      );
    }
    if (place.kind !== 'file') return { operation, place, current: null, identity: place.target };
    const current = hash(await readFile(place.target));
    return { operation, place, current, identity: await realpath(place.target) };
  });
}

function assertCanonical(path: string): void {
  const parsed = parseWritablePath(path);
  if (parsed.kind === 'refused') throw new ForgeError('workspace.outside-root', parsed.reason);
  if (parsed.path !== path) throw new Error(`An operation's path must be canonical: ${path} is not.`);
}

function isRemoval({ operation }: FoundOperation): boolean {
  return operation.next === null;
}

/** For a link the link itself. */
function entryOf({ place }: FoundOperation): string {
  return place.kind === 'absent' ? place.target : place.entry;
}

function isDue({ operation, place, current }: FoundOperation): boolean {
  if (operation.next === null) return current !== null;
  if (operation.next.hash !== current || place.kind !== 'file') return true;
  return operation.next.executable && process.platform !== 'win32' && !mayRun(place.stats);
}

// A file may be removed under one spelling and written under another: that is how its case is changed.
function assertDistinct(found: readonly FoundOperation[]): void {
  const seen = new Map<string, string>();
  for (const { operation, identity } of found.filter(item => !isRemoval(item))) {
    const other = seen.get(identity);
    if (other !== undefined) {
      throw new ForgeError(
        'workspace.stale-base',
        `${other} and ${operation.path} are the same file on this disk, so nothing was written. Reject one of them.`,
      );
    }
    seen.set(identity, operation.path);
  }
}

async function assertNotStale(found: readonly FoundOperation[]): Promise<void> {
  const removed = new Set(found.filter(isRemoval).map(removedFile));
  const stale: string[] = [];
  for (const item of found) if (!(await isExpected(item, removed))) stale.push(item.operation.path);
  if (stale.length > 0) throw staleBase(stale);
}

function removedFile(item: FoundOperation): string {
  const isLink = entryOf(item) !== item.place.target;
  return isLink ? entryOf(item) : item.identity;
}

async function isExpected(item: FoundOperation, removed: ReadonlySet<string>): Promise<boolean> {
  const { operation, place, current, identity } = item;
  const { base, next } = operation;
  if (current !== null) {
    const isRespelled = base === null && next !== null && removed.has(identity);
    return current === base || current === next?.hash || isRespelled;
  }
  if (next === null) return true;
  if (base !== null) return false;
  if (place.kind === 'directory') return holdsOnly(place.target, removed);
  return place.kind !== 'absent' || place.blocker === undefined || removed.has(await realpath(place.blocker));
}

/** Whether a folder in the way would be empty once these files are removed. */
async function holdsOnly(folder: string, removed: ReadonlySet<string>): Promise<boolean> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const goes = entry.isDirectory() ? await holdsOnly(path, removed) : removed.has(path);
    if (!goes) return false;
  }
  return true;
}

async function assertWritable(due: readonly FoundOperation[]): Promise<void> {
  const locked: string[] = [];
  for (const item of due) if (!(await isWritable(item))) locked.push(item.operation.path);
  if (locked.length === 0) return;
  throw new ForgeError(
    'workspace.unreadable',
    `${namePaths(locked)} cannot be written, so nothing was changed. Give yourself write permission there and apply again.`,
  );
}

// A rename would get past a read-only file, but whoever made it read-only meant it.
async function isWritable(item: FoundOperation): Promise<boolean> {
  const { place } = item;
  const folder = place.kind === 'absent' ? place.folder : dirname(entryOf(item));
  const isFolderWritable = await isAllowed(folder, constants.W_OK | constants.X_OK);
  return isFolderWritable && (place.kind !== 'file' || (await isAllowed(place.target, constants.W_OK)));
}

async function isAllowed(path: string, mode: number): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
}

function plannedWrite({ operation, place }: FoundOperation): PlannedWrite[] {
  const { path, next } = operation;
  if (next === null) return [];
  const { bytes, executable } = next;
  const staging = place.kind === 'absent' ? place.folder : dirname(place.target);
  const seen = place.kind === 'file' ? place.stats : null;
  return [{ path, target: place.target, staging, bytes, executable, seen }];
}

function plannedRemoval({ operation, place }: FoundOperation): PlannedRemoval[] {
  if (operation.next !== null || place.kind !== 'file') return [];
  return [{ path: operation.path, target: place.target, entry: place.entry, seen: place.stats }];
}
