import path from 'node:path';
import { type ChangeSet, changeSetOf } from '../engine/change/change-set.ts';
import { createOverlay, type Overlay } from '../engine/change/overlay.ts';
import { languageOf } from '../engine/check/check.ts';
import { maxArtifactBytes } from '../engine/check/run-check.ts';
import { createSandboxCopy } from '../engine/check/sandbox-copy.ts';
import { findDependencies } from '../engine/dependencies/find-dependencies.ts';
import { overlayFiles } from '../engine/dependencies/wanted-dependencies.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { ContentStore } from '../engine/ports/content-store.ts';
import type { CommandResult, OutputChunk, SandboxBackend, SandboxLanguage } from '../engine/ports/sandbox.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import { hashBytes } from '../store/content-hash.ts';
import { openArtifactsFolder } from './artifacts-folder.ts';
import { newRunId } from './new-run-id.ts';
import type { HostOptions } from './open-host.ts';
import { openHostWorkspace } from './open-host-workspace.ts';
import { openSandboxBackends } from './open-sandbox-backends.ts';
import { createSandboxChooser } from './sandbox-chooser.ts';
import { sandboxOpener } from './sandbox-opener.ts';
import { shellLine } from './shell-line.ts';

/** One program, or one command, to be run once in a sandbox of its own. */
export type Program =
  | {
      readonly kind: 'file';
      readonly language: SandboxLanguage;
      /** Where it lies, or would lie; its base name tells Node what kind of module it is. */
      readonly file: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'command'; readonly words: readonly string[] }
  /** A shell line as it stands, such as the check of a run. */
  | { readonly kind: 'line'; readonly command: string; readonly language: SandboxLanguage };

export interface ProgramOrder {
  readonly program: Program;
  /** A folder whose copy the program runs in, without ignored and secret files. Null: the program is alone. */
  readonly workspace: string | null;
  /** What the copy has otherwise than the folder. */
  readonly change?: { readonly changeSet: ChangeSet; readonly contents: ContentStore };
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onOutput: (chunk: OutputChunk) => void;
  readonly onProgress: (message: string) => void;
  /** Where to save what the program makes: see openArtifactsFolder. Left out: it goes with the sandbox. */
  readonly artifactsDirectory?: string;
}

export interface ProgramResult extends CommandResult {
  readonly backend: SandboxBackend;
  /** What became of the artifacts, as full sentences; none were asked for: none. */
  readonly artifacts: readonly string[];
}

/**
 * Runs it as the settings say, and lets go of everything. Throws ForgeError `config.invalid` when a file of the
 * workspace has the program's name, what a sandbox throws, and the signal's AbortError.
 */
export async function runProgram(options: HostOptions, order: ProgramOrder): Promise<ProgramResult> {
  const { program, signal, timeoutMs, onOutput, onProgress } = order;
  const workspace =
    order.workspace === null
      ? undefined
      : await openHostWorkspace(order.workspace, { settings: options.settings, closing: signal });
  const place = program.kind === 'file' ? await placeOf(program.file, workspace) : undefined;
  const { command, language } = await commandFor(program, place, { workspace, signal });
  const artifactsFolder =
    order.artifactsDirectory === undefined
      ? undefined
      : await openArtifactsFolder(order.artifactsDirectory, workspace);
  await using backends = openSandboxBackends(options, { prepared: 0 });
  const chooser = createSandboxChooser(options.settings.sandbox, backends);
  const open = sandboxOpener(workspace, { options, backends, chooser });
  const overlay = workspace && overlayOn(workspace, order.change);
  const dependencies = overlay && (await findDependencies(await overlayFiles(overlay, signal), language));
  const packages = dependencies === undefined ? {} : { dependencies: [dependencies] };
  await using sandbox = await open({ runId: newRunId(), language, ...packages, signal, onProgress });
  if (overlay !== undefined) await createSandboxCopy(sandbox).sync(overlay, signal);
  if (program.kind === 'file' && place !== undefined) {
    const file = { path: place, bytes: program.bytes, executable: false };
    await sandbox.write({ files: [file], deleted: [] }, signal);
  }
  const result = await sandbox.run(command, { signal, timeoutMs, onOutput });
  const artifacts =
    artifactsFolder === undefined
      ? []
      : await artifactsFolder.save(await sandbox.artifacts({ signal, maxBytes: maxArtifactBytes }));
  return { ...result, backend: sandbox.backend, artifacts };
}

async function commandFor(
  program: Program,
  place: string | undefined,
  { workspace, signal }: { workspace: Workspace | undefined; signal: AbortSignal },
): Promise<{ readonly command: string; readonly language: SandboxLanguage }> {
  if (program.kind === 'line') return { command: program.command, language: program.language };
  if (program.kind === 'command') {
    const command = shellLine(program.words);
    const files = (await workspace?.list(signal)) ?? [];
    return {
      command,
      language: languageOf(
        command,
        files.map(file => file.path),
      ),
    };
  }
  // With a path, a name that begins with a dash is no option.
  const words = [program.language === 'python' ? 'python3' : 'node', `./${place}`];
  return { command: shellLine(words), language: program.language };
}

/** Where the program lies in the work folder: as in the workspace when it is one of its files, else at the top. */
async function placeOf(file: string, workspace: Workspace | undefined): Promise<string> {
  if (workspace === undefined) return path.basename(file);
  const relative = path.relative(workspace.root, path.resolve(file));
  if (!relative.startsWith('..') && !path.isAbsolute(relative)) return relative.split(path.sep).join('/');
  const name = path.basename(file);
  if ((await workspace.read(name)) === undefined) return name;
  throw new ForgeError(
    'config.invalid',
    `The workspace has a file ${name} of its own, in whose place ${file} would be. Rename one of them.`,
  );
}

function overlayOn(workspace: Workspace, change: ProgramOrder['change']): Overlay {
  if (change !== undefined) return createOverlay({ workspace, contents: change.contents }, change.changeSet);
  return createOverlay({ workspace, contents: withoutContents }, changeSetOf({}, withoutContents));
}

/** Nothing is changed, so nothing is kept. */
const withoutContents: ContentStore = {
  put: hashBytes,
  get: hash => {
    throw new Error(`nothing was ever kept, not even ${hash}`);
  },
  has: () => false,
};
