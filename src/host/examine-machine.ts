import { execFile } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ForgeError } from '../engine/forge-error.ts';
import type { HostOptions } from './open-host.ts';
import { type LocalSandboxBackends, openSandboxBackends } from './open-sandbox-backends.ts';
import { testConnections } from './test-connections.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly kind: 'base' | 'model' | 'sandbox';
  readonly title: string;
  /** `missing` is no fault as long as something else does its job. */
  readonly status: 'ok' | 'missing' | 'broken';
  /** For people; keys show their last four characters. */
  readonly detail: string;
}

export interface Examination {
  readonly findings: readonly Finding[];
  /** A model and a sandbox work, and so does what everything needs. */
  readonly canSolve: boolean;
}

/** Looks at everything a run needs, in about two seconds, five where a server is silent. Changes nothing but for making the data directory. */
export async function examineMachine(options: HostOptions, signal: AbortSignal): Promise<Examination> {
  const found = await Promise.all([
    examineNode(),
    examineData(options.dataDirectory),
    examineGit(),
    examineModels(options, signal),
    examineSandboxes(options, signal),
    nameSecrets(options),
  ]);
  const findings = found.flat();
  const works = (kind: Finding['kind']) =>
    findings.some(finding => finding.kind === kind && finding.status === 'ok');
  const isBaseSound = findings.every(({ kind, status }) => kind !== 'base' || status !== 'broken');
  return { findings, canSolve: isBaseSound && works('model') && works('sandbox') };
}

/** The part of it that is about running code. */
export async function examineSandboxes(
  options: HostOptions,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const backends = openSandboxBackends(options);
  return Promise.all([
    examineDocker(backends, signal),
    examineEmbedded(backends),
    examineDevContainers(options.assetsDirectory),
  ]);
}

async function examineNode(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > 22 || (major === 22 && minor >= 13);
  const detail = isNew ? process.version : `${process.version} is too old. Install Node 22.13 or newer.`;
  return { kind: 'base', title: 'Node', status: isNew ? 'ok' : 'broken', detail };
}

async function examineData(directory: string): Promise<Finding> {
  const finding = { kind: 'base', title: 'Runs and data' } as const;
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
    return { ...finding, status: 'ok', detail: directory };
  } catch {
    // Whatever the reason, it is the same for people: nothing can be kept there.
    const detail = `${directory} cannot be written. Set CODEFORGE_HOME to a folder that can.`;
    return { ...finding, status: 'broken', detail };
  }
}

/** Not examined but told: whoever wonders what stays on this machine finds it here. */
async function nameSecrets({ settings }: HostOptions): Promise<Finding> {
  const detail = `never shown or copied: ${settings.secretFiles.join(' ') || 'nothing, the list is empty'}`;
  return { kind: 'base', title: 'Secret files', status: 'ok', detail };
}

/** Git itself is not needed for a run, but for taking a patch. */
async function examineGit(): Promise<Finding> {
  const finding = { kind: 'base', title: 'git' } as const;
  const version = await versionOf('git');
  if (version === undefined)
    return { ...finding, status: 'missing', detail: 'not found: only patches need it' };
  return { ...finding, status: 'ok', detail: version.replace(/^git version /u, '') };
}

/** What a program says of itself; undefined where it is not there, fails, or says nothing in time. */
async function versionOf(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], {
      timeout: patienceMs,
      // It may take no other signal.
      killSignal: 'SIGKILL',
    });
    return stdout.trim();
  } catch {
    // Whatever the reason, it is the same for people: the program is of no use.
    return undefined;
  }
}

// As for Docker: the examination shall take no longer than two seconds.
const patienceMs = 1_300;

async function examineModels(options: HostOptions, signal: AbortSignal): Promise<readonly Finding[]> {
  const reports = await testConnections(options, signal);
  return reports.map(({ title, status, detail }) => ({ kind: 'model', title, status, detail }));
}

async function examineDocker(backends: LocalSandboxBackends, signal: AbortSignal): Promise<Finding> {
  const status = await (await backends.docker()).probe(signal);
  const finding = { kind: 'sandbox', title: 'Docker' } as const;
  if (status.kind === 'unavailable') return { ...finding, status: 'missing', detail: status.reason };
  const { python, node } = status.images;
  const version = status.version ?? 'busy';
  const engine = status.engine === 'Docker' ? version : `${status.engine} ${version}`;
  const detail = `${engine} at ${status.address} · images: python ${python}, node ${node}`;
  return { ...finding, status: 'ok', detail };
}

async function examineEmbedded(backends: LocalSandboxBackends): Promise<Finding> {
  const status = (await backends.embedded()).probe();
  const finding = { kind: 'sandbox', title: 'Embedded sandbox' } as const;
  if (status.kind === 'missing') return { ...finding, status: 'broken', detail: status.reason };
  return { ...finding, status: 'ok', detail: `Deno ${status.denoVersion}, Pyodide ${status.pyodideVersion}` };
}

/** Beside Docker itself it takes two command lines. */
async function examineDevContainers(assetsDirectory: string): Promise<Finding> {
  // No sandbox of its own: without Docker it is of no use.
  const finding = { kind: 'base', title: 'Dev containers' } as const;
  try {
    const { findCommandLine } = await import('../sandbox/devcontainer/build-dev-container.ts');
    findCommandLine(assetsDirectory);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { ...finding, status: 'missing', detail: error.message };
  }
  const version = await versionOf('docker');
  if (version !== undefined) return { ...finding, status: 'ok', detail: version };
  const detail = 'no docker command line: only --sandbox devcontainer needs it';
  return { ...finding, status: 'missing', detail };
}
