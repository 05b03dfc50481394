import type { ContainerCreateOptions } from 'dockerode';
import { keeperCommand } from './container-keeper.ts';
import type { EngineKind } from './engine-facts.ts';

/** Present on every container; its value is the run's id, or `preparedRun`. */
export const runLabel = 'codeforge.run';
/** Instead of a run's id on containers that were prepared before it was known whose they will be. */
export const preparedRun = 'prepared';
/** Names the process that removes the container when it is done with it: see container-owner.ts. */
export const ownerLabel = 'codeforge.owner';

export const workFolder = '/workspace';

/** Whom programs run as. Not whom the container's first process runs as: programs cannot end that one. */
export const programUser = '1000:1000';
const keeperUser = '65534:65534';

interface ContainerRequest {
  readonly engine: EngineKind;
  readonly image: string;
  readonly runId: string;
  readonly owner: string;
  readonly memoryMb: number;
  /** At most as many as the machine has, else the engine refuses. */
  readonly cpus: number;
  /** Folders that the image declares to be volumes. */
  readonly volumes: readonly string[];
}

/** A container that can compute, and nothing else: no network, no rights, no disk, bounded in every way. */
export function containerSpec(request: ContainerRequest): ContainerCreateOptions {
  const memoryBytes = request.memoryMb * mebibyte;
  return {
    Image: request.image,
    Labels: { [runLabel]: request.runId, [ownerLabel]: request.owner },
    Hostname: 'sandbox',
    User: keeperUser,
    WorkingDir: workFolder,
    Env: Object.entries({
      ...environment,
      ...engines[request.engine].environment,
      // NumPy and its like start a thread for each processor of the machine unless they are told.
      OMP_NUM_THREADS: `${Math.ceil(request.cpus)}`,
    }).map(([name, value]) => `${name}=${value}`),
    // Commands come in beside it.
    Entrypoint: keeperCommand,
    Cmd: [],
    OpenStdin: true,
    AttachStdin: true,
    AttachStdout: true,
    // It ends when our connection does, and is removed then: nothing stays behind when this process is killed.
    StdinOnce: true,
    // The image's own would count among what a program leaves running.
    Healthcheck: { Test: ['NONE'] },
    HostConfig: {
      AutoRemove: true,
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      // Both count as memory. What the work folder may take must leave room for programs.
      Tmpfs: {
        // Otherwise each would be a piece of the machine's disk, for programs to write there without bounds.
        ...Object.fromEntries(request.volumes.map(folder => [folder, shut])),
        [workFolder]: workFolderMount(request.engine, Math.floor(memoryBytes / 2)),
        '/tmp': `rw,exec,nosuid,nodev,size=${Math.floor(memoryBytes / 8)},mode=1777`,
        ...engines[request.engine].mounts,
      },
      Memory: memoryBytes,
      // Equal: otherwise as much swap comes on top.
      MemorySwap: memoryBytes,
      NanoCpus: Math.round(request.cpus * 1e9),
      PidsLimit: maxProcesses(request.cpus),
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Ulimits: [
        { Name: 'nofile', Soft: 8_192, Hard: 8_192 },
        { Name: 'core', Soft: 0, Hard: 0 },
      ],
      Init: true,
      IpcMode: 'private',
      LogConfig: { Type: 'none', Config: {} },
    },
  };
}

/**
 * Processes and threads: a test runner starts a worker for each processor, of a dozen threads or two. No more than that:
 * programs that do nothing but fork die one after the other, in 3 to 4 ms each, as they wait for each other's memory.
 */
function maxProcesses(cpus: number): number {
  return 96 + 32 * Math.ceil(cpus);
}

/** Options of the only folder that outlives a command; programs can write there. */
export function workFolderMount(engine: EngineKind, sizeBytes: number): string {
  return `rw,exec,nosuid,nodev,size=${sizeBytes},${engines[engine].workFolderRights}`;
}

/** What is asked of one engine and not of the other. */
interface EngineWays {
  readonly workFolderRights: string;
  readonly mounts: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

const shut = 'ro,noexec,nosuid,nodev,size=64k';
const closed = 'rw,noexec,nosuid,nodev,size=64k,notmpcopyup,mode=755';

const engines: Readonly<Record<EngineKind, EngineWays>> = {
  Docker: { workFolderRights: 'uid=1000,gid=1000,mode=755', mounts: {}, environment: {} },
  Podman: {
    // It refuses to give a mount to a user, and copies rights and files of the image's folder unless it is told not to.
    workFolderRights: 'notmpcopyup,mode=777',
    // It mounts these on top of a read-only root, for anybody to write there without bounds, unless it is told how.
    mounts: { '/run': closed, '/var/tmp': closed },
    // Git works in no folder that is somebody else's, unless it is told to.
    environment: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' },
  },
};

const mebibyte = 1024 * 1024;

const environment = {
  HOME: '/tmp',
  LANG: 'C.UTF-8',
  NO_COLOR: '1',
  // Stale bytecode of a file that changed twice within a second would hide the change.
  PYTHONDONTWRITEBYTECODE: '1',
  // What a program prints shall be seen at once, and not be lost when it is killed.
  PYTHONUNBUFFERED: '1',
  // Whoever wrote there would have a say in every Python that starts later.
  PYTHONNOUSERSITE: '1',
  NPM_CONFIG_UPDATE_NOTIFIER: 'false',
};
