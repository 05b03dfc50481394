import { packTar } from 'modern-tar';
import { ForgeError } from '../../engine/forge-error.ts';
import type { SandboxDependencies, SandboxFile } from '../../engine/ports/sandbox.ts';
import { commandOutput } from '../command-output.ts';
import type { BuildOptions } from './build-image.ts';
import { ownerOf } from './container-owner.ts';
import { containerSpec, ownerLabel, runLabel, workFolder, workFolderMount } from './container-spec.ts';
import { dependenciesLabel, dependencyImageName, findInstalled } from './dependency-image.ts';
import type { DockerClient } from './docker-client.ts';
import type { EngineKind } from './engine-facts.ts';
import {
  certificatesPath,
  converterPath,
  converterText,
  installScript,
  packagesFolder,
  programsFolder,
} from './install-script.ts';
import type { PackageSources } from './package-sources.ts';
import { RunningContainer } from './running-container.ts';
import { sendUpdate } from './send-update.ts';
import { untilAborted } from './until-aborted.ts';

export interface InstallOptions extends BuildOptions {
  readonly engine: EngineKind;
  readonly baseId: string;
  readonly sources: PackageSources;
  /** At most as many as the machine has. */
  readonly cpus: number;
  readonly log: (line: string) => void;
}

/**
 * The set-up step: installs a lock file's packages in a container that has a network and nothing of the
 * project but that file, and keeps the result as an image, whose id it returns. What was installed before is
 * not installed again. Throws ForgeError `sandbox.packages-missing` with the package manager's own words.
 */
export async function installDependencies(
  client: DockerClient,
  dependencies: SandboxDependencies,
  options: InstallOptions,
): Promise<string> {
  const { baseId, signal, onProgress, log } = options;
  const installed = await findInstalled(client, baseId, [dependencies]);
  if (installed !== undefined) return installed;
  if (dependencies.refusal !== undefined) {
    throw new ForgeError('sandbox.packages-missing', dependencies.refusal);
  }
  onProgress(`Installing the packages of ${dependencies.lockFile}, once.`);
  const container = new RunningContainer(client, { id: await createContainer(client, options), log });
  try {
    await untilAborted(install(container, dependencies, options), signal);
    const id = await untilAborted(commit(client, { container, dependencies, baseId }), signal);
    onProgress(`The packages of ${dependencies.lockFile} are installed.`);
    return id;
  } finally {
    await container.remove();
  }
}

/** Like a program's container, but with a network, a disk that can be written, and room for installing. */
async function createContainer(
  client: DockerClient,
  { engine, baseId, cpus }: InstallOptions,
): Promise<string> {
  const owner = ownerOf(process.pid);
  const spec = containerSpec({ engine, image: baseId, runId: 'set-up', owner, memoryMb, cpus, volumes: [] });
  const { id } = await client.ask(docker =>
    docker.createContainer({
      ...spec,
      HostConfig: {
        ...spec.HostConfig,
        NetworkMode: 'bridge',
        ReadonlyRootfs: false,
        // Caches and build folders may be large: they go to the disk, and are not kept.
        Tmpfs: { [workFolder]: workFolderMount(engine, 64 * 1024 * 1024) },
        PidsLimit: 1024,
      },
    }),
  );
  return id;
}

const memoryMb = 2048;
// Long enough for packages that are compiled; a package manager that waits for a dead network ends much sooner.
const installDeadlineMs = 20 * 60_000;

async function install(
  container: RunningContainer,
  dependencies: SandboxDependencies,
  { sources, onProgress }: InstallOptions,
): Promise<void> {
  await container.putArchive(await packFolders(dependencies));
  await container.start();
  const refusal = await sendUpdate(container, { files: filesFor(dependencies, sources), deleted: [] });
  if (refusal !== undefined) throw failed(dependencies, refusal);
  const tellLine = (text: string) => {
    const line = text.trim().split('\n').at(-1)?.trim() ?? '';
    if (line !== '') onProgress(`Installing the packages of ${dependencies.lockFile}: ${line.slice(0, 120)}`);
  };
  const output = commandOutput(({ text }) => tellLine(text));
  const deadline = AbortSignal.timeout(installDeadlineMs);
  const exitCode = await untilAborted(
    container.exec({ command: ['sh', '-c', installScript(dependencies, sources)], onBytes: output.write }),
    deadline,
  ).catch(error => {
    if (error !== deadline.reason) throw error;
    throw failed(dependencies, 'it took longer than 20 minutes');
  });
  const { stdout, stderr } = output.end();
  if (exitCode !== 0) throw failed(dependencies, lastWords(stderr.trim() === '' ? stdout : stderr));
}

/** A folder that the programs' user may write to; and Node finds packages in the root folder from everywhere. */
function packFolders({ manager }: SandboxDependencies): Promise<Uint8Array> {
  const owner = { uid: 1000, gid: 1000, size: 0 };
  const folder = { name: `${packagesFolder.slice(1)}/`, type: 'directory' as const, mode: 0o755, ...owner };
  const linkname = `${packagesFolder}/node_modules`;
  const link = { name: 'node_modules', type: 'symlink' as const, linkname, ...owner };
  return packTar(manager === 'npm' ? [{ header: folder }, { header: link }] : [{ header: folder }]);
}

function filesFor(dependencies: SandboxDependencies, sources: PackageSources): readonly SandboxFile[] {
  const own = (path: string, bytes: Uint8Array) => ({ path, bytes, executable: false });
  return [
    ...dependencies.files,
    own(converterPath, new TextEncoder().encode(converterText)),
    ...(sources.certificates === undefined ? [] : [own(certificatesPath, sources.certificates)]),
  ];
}

interface Installed {
  readonly container: RunningContainer;
  readonly dependencies: SandboxDependencies;
  readonly baseId: string;
}

/** The work folder is in memory and no part of the image; neither is what the install was told of its sources. */
async function commit(client: DockerClient, { container, dependencies, baseId }: Installed): Promise<string> {
  const [repo, tag] = dependencyImageName(baseId, dependencies).split(':');
  const { Config } = await client.ask(docker => docker.getImage(baseId).inspect());
  const path = (Config.Env ?? []).find(entry => entry.startsWith('PATH='))?.slice('PATH='.length);
  const { Id } = await client.ask(
    docker =>
      docker.getContainer(container.id).commit({
        repo,
        tag,
        comment: `Packages of ${dependencies.lockFile}, installed by CodeForge`,
        // What is not named here the engine takes from the container.
        Env: [`PATH=${programsFolder(dependencies)}:${path ?? defaultPath}`],
        Labels: { [dependenciesLabel]: dependencies.manager, [runLabel]: '', [ownerLabel]: '' },
      }),
    commitDeadlineMs,
  );
  return Id;
}

const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
// Packages of a gigabyte on a slow disk.
const commitDeadlineMs = 5 * 60_000;

function lastWords(output: string): string {
  const lines = output.split('\n').map(line => line.trim());
  const telling = lines.filter(line => line !== '' && !/A complete log of this run|npm notice/u.test(line));
  return telling.slice(-4).join(' ').slice(-400);
}

function failed({ lockFile }: SandboxDependencies, reason: string): ForgeError {
  return new ForgeError(
    'sandbox.packages-missing',
    `The packages of ${lockFile} could not be installed: ${reason.replace(/\.$/u, '')}. Check the lock file and the network, or go on without them with --install never.`,
    { retryable: true },
  );
}
