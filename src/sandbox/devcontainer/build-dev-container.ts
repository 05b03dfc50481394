import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ForgeError } from '../../engine/forge-error.ts';
import { commandOutput } from '../command-output.ts';
import { assertSandboxPath } from '../sandbox-path.ts';
import type { DevContainerPlan } from './plan-dev-container.ts';

export interface DevContainerBuild {
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
  /** Handed to the docker command; left out: what it uses by itself. */
  readonly dockerHost?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder beside or below which @devcontainers/cli is installed. */
  readonly packagesFrom: string;
}

/** Marks the images of dev containers as CodeForge's own. */
const devContainerLabel = 'codeforge.devcontainer';

/**
 * Builds the plan's image with the dev container command line, from a copy in a temporary folder that is gone
 * afterwards. May reach a network, so only when a person has said so. Throws ForgeError `sandbox.image-missing`.
 */
export async function buildDevContainer(plan: DevContainerPlan, options: DevContainerBuild): Promise<void> {
  options.signal.throwIfAborted();
  options.onProgress(`Building the dev container of ${plan.configPath}, once.`);
  const folder = await mkdtemp(path.join(tmpdir(), 'codeforge-devcontainer-'));
  try {
    await writeCopy(folder, plan);
    await runBuild(folder, plan, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  options.onProgress(`The dev container of ${plan.configPath} is ready.`);
}

async function writeCopy(folder: string, { files }: DevContainerPlan): Promise<void> {
  for (const file of files) {
    assertSandboxPath(file.path);
    const target = path.join(folder, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.bytes);
  }
}

async function runBuild(folder: string, plan: DevContainerPlan, options: DevContainerBuild): Promise<void> {
  const { signal, env, dockerHost, onProgress } = options;
  const output = commandOutput(({ text }) => tellSteps(text, onProgress));
  const args = [
    findCommandLine(options.packagesFrom),
    'build',
    ...['--workspace-folder', folder, '--config', path.join(folder, plan.configPath)],
    ...['--image-name', plan.image, '--label', `${devContainerLabel}=${plan.configPath}`],
    ...['--user-data-folder', path.join(folder, '.user-data'), '--no-lockfile', 'true'],
  ];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    // What it leaves lying about goes with the copy; and Electron, which runs VS Code, becomes Node.
    env: {
      ...env,
      TMPDIR: folder,
      ELECTRON_RUN_AS_NODE: '1',
      ...(dockerHost !== undefined && { DOCKER_HOST: dockerHost }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the docker command that it starts ends with it.
    detached: process.platform !== 'win32',
  });
  child.stdout.on('data', (bytes: Uint8Array) => output.write('stdout', bytes));
  child.stderr.on('data', (bytes: Uint8Array) => output.write('stderr', bytes));
  const onAbort = () => endGroup(child);
  signal.addEventListener('abort', onAbort, { once: true });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  signal.removeEventListener('abort', onAbort);
  signal.throwIfAborted();
  const { stdout, stderr } = output.end();
  if (exitCode !== 0) throw buildFailed(plan, reasonOf(stdout, stderr));
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}

/** Throws ForgeError `sandbox.unsupported` when the installation lacks it. */
export function findCommandLine(packagesFrom: string): string {
  try {
    const manifest = createRequire(path.join(path.resolve(packagesFrom), 'any.js')).resolve(
      '@devcontainers/cli/package.json',
    );
    return path.join(path.dirname(manifest), 'devcontainer.js');
  } catch (cause) {
    throw new ForgeError(
      'sandbox.unsupported',
      'The dev container command line (@devcontainers/cli) is not installed beside CodeForge. Reinstall CodeForge, or choose another sandbox with --sandbox.',
      { cause },
    );
  }
}

function tellSteps(text: string, onProgress: (message: string) => void): void {
  const step = /Step \d+\/\d+ : .{0,80}/u.exec(text)?.[0];
  if (step !== undefined) onProgress(`Building the dev container: ${step}.`);
}

/** Docker's own complaint says more than the verdict, which is JSON on standard output and quotes a command. */
function reasonOf(stdout: string, stderr: string): string {
  const complaint = stderr
    .split('\n')
    .map(line => line.replace(/^\[[^\]]*\]\s*/u, '').trim())
    .findLast(line => complaints.test(line));
  const [, message = 'it did not say why'] = /"message":"((?:[^"\\]|\\.)*)"/u.exec(stdout) ?? [];
  return (complaint ?? message).slice(0, 400);
}

const complaints =
  /returned a non-zero code|failed to solve|^ERROR: |^Error: (?!Command failed)|^(?:Error response from|Cannot connect to the Docker) daemon|pull access denied|manifest unknown|unknown instruction/u;

function buildFailed({ configPath }: DevContainerPlan, reason: string): ForgeError {
  const isUnreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|resolve|could not be fetched/iu.test(reason);
  const advice = isUnreachable
    ? 'A feature or an image could not be fetched: check the network, or leave it out'
    : 'Mend the configuration';
  return new ForgeError(
    'sandbox.image-missing',
    `The dev container of ${configPath} could not be built: ${reason.replace(/\.$/u, '')}. ${advice}, or choose another sandbox with --sandbox docker or embedded.`,
  );
}
