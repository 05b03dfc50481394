import { readFileSync } from 'node:fs';
import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { builtInSecretFiles, type IsSecretPath, secretRule } from '../engine/change/secret-path.ts';
import { parseWorkspacePath } from '../engine/change/workspace-path.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { ContentHash } from '../engine/ports/content-store.ts';
import type {
  FileOperation,
  SearchMatch,
  SearchQuery,
  Workspace,
  WorkspaceFile,
} from '../engine/ports/workspace.ts';
import { applyOperations } from './apply-operations.ts';
import { isExcludedPath } from './excluded-path.ts';
import { type IgnoreRules, openIgnoreRules } from './ignore-rules.ts';
import { type ListOptions, listFiles } from './list-files.ts';
import { locate } from './locate.ts';
import { mayRun } from './may-run.ts';
import { type FindRipgrep, findRipgrep } from './ripgrep.ts';
import { searchFiles } from './search-files.ts';
import { explained, type Refusal } from './system-refusal.ts';

export interface NodeWorkspaceOptions {
  /** The one by which `FileOperation.base` is made. */
  readonly hash: (bytes: Uint8Array) => ContentHash;
  /** Where ripgrep is, if not in its package. */
  readonly findRipgrep?: FindRipgrep;
  /** Globs as for `secretRule`; the built-in list when left out. */
  readonly secretFiles?: readonly string[];
}

/**
 * A folder on this machine's disk. Throws `workspace.unreadable` when it is not there, not a folder or
 * not readable.
 */
export async function openNodeWorkspace(root: string, options: NodeWorkspaceOptions): Promise<Workspace> {
  const shown = resolve(root);
  const real = await explained(
    {
      what: `The workspace ${shown} cannot be opened`,
      advice: 'Name a folder that exists and that you can read.',
    },
    () => openFolder(shown),
  );
  const isSecret = secretRule(options.secretFiles ?? builtInSecretFiles);
  return new NodeWorkspace({ ...options, root: shown, real, isSecret, rules: await openIgnoreRules(real) });
}

async function openFolder(root: string): Promise<string> {
  const real = await realpath(root);
  if (!(await stat(real)).isDirectory()) {
    throw new ForgeError(
      'workspace.unreadable',
      `The workspace ${root} is a file. Name the folder that it is in.`,
    );
  }
  await access(real, constants.R_OK | constants.X_OK);
  return real;
}

interface OpenedWorkspace extends NodeWorkspaceOptions {
  readonly root: string;
  /** The root without links. */
  readonly real: string;
  readonly rules: IgnoreRules;
  readonly isSecret: IsSecretPath;
}

class NodeWorkspace implements Workspace {
  readonly root: string;
  readonly #opened: OpenedWorkspace;
  #reads = 0;

  constructor(opened: OpenedWorkspace) {
    this.root = opened.root;
    this.#opened = opened;
  }

  list(signal: AbortSignal): Promise<readonly WorkspaceFile[]> {
    return listFiles(this.#listOptions(signal));
  }

  search(query: SearchQuery, signal: AbortSignal): Promise<readonly SearchMatch[]> {
    return searchFiles(this.#listOptions(signal), query);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const parsed = parseWorkspacePath(path);
    if (parsed.kind === 'refused') throw new ForgeError('workspace.outside-root', parsed.reason);
    this.#reads += 1;
    if (this.#reads % readsInARow === 0) await setImmediate();
    return explained(unreadable(path), async () => {
      const place = locate(this.#opened.real, parsed.path);
      if (place.kind === 'refused') throw new ForgeError('workspace.outside-root', place.reason);
      if (place.kind !== 'file') return undefined;
      if (place.stats.size > maxFileBytes) throw tooLarge(path, place.stats.size);
      return place.stats.size > smallBytes ? readFile(place.target) : readFileSync(place.target);
    });
  }

  /** A folder knows of no unsaved edits. */
  readLatest(path: string): Promise<Uint8Array | undefined> {
    return this.read(path);
  }

  async isExecutable(path: string): Promise<boolean> {
    const parsed = parseWorkspacePath(path);
    if (parsed.kind === 'refused') throw new ForgeError('workspace.outside-root', parsed.reason);
    return explained(unreadable(path), async () => {
      const place = locate(this.#opened.real, parsed.path);
      return place.kind === 'file' && mayRun(place.stats);
    });
  }

  async isHidden(path: string): Promise<boolean> {
    const { real } = this.#opened;
    const parsed = parseWorkspacePath(path);
    if (parsed.kind === 'refused' || (await this.#isLeftOut(parsed.path))) return true;
    const place = await explained(unreadable(path), async () => locate(real, parsed.path));
    if (place.kind === 'refused') return true;
    // What is hidden stays hidden under the name of a link.
    const target = place.kind === 'special' ? parsed.path : relative(real, place.target).split(sep).join('/');
    return target !== parsed.path && target !== '' && this.#isLeftOut(target);
  }

  apply(operations: readonly FileOperation[]): Promise<void> {
    return applyOperations(operations, { root: this.#opened.real, hash: this.#opened.hash });
  }

  async #isLeftOut(path: string): Promise<boolean> {
    const { rules, isSecret } = this.#opened;
    return isExcludedPath(path, isSecret) || (await rules.isIgnored(path));
  }

  #listOptions(signal: AbortSignal): ListOptions {
    const { real, rules, isSecret, findRipgrep: find = findRipgrep } = this.#opened;
    return { find, root: real, isSecret, ignoreArgs: rules.ripgrepArgs, signal };
  }
}

// A small file is read in less time than it takes to wait for another thread. Now and then others have their turn.
const smallBytes = 64 * 1024;
const readsInARow = 64;

// As much as a sandbox's whole copy may hold; a file that is read stands in memory.
const maxFileBytes = 128 * 1024 * 1024;

function tooLarge(path: string, bytes: number): ForgeError {
  const megabytes = Math.ceil(bytes / 1024 / 1024).toLocaleString('en-US');
  return new ForgeError(
    'workspace.unreadable',
    `${path} has ${megabytes} MB, and no file above 128 MB can be used. Add it to .gitignore if the check does not need it.`,
  );
}

function unreadable(path: string): Refusal {
  return { what: `${path} cannot be read`, advice: 'Check its permissions and try again.' };
}
