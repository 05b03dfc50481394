import type { ContainerCreateOptions } from 'dockerode';
import { keeperCommand } from './container-keeper.ts';

/** Present on every container; its value is the run's id, or `preparedRun`. */
export const runLabel = 'codeforge.run';
/** Instead of a run's id on containers that were prepared before it was known whose they will be. */
export const preparedRun = 'prepared';
/** Names the process that removes the container when it is done with it: see container-owner.ts. */
export const ownerLabel = 'codeforge.owner';

const workFolder = '/workspace';

/** Whom programs run as. Not whom the container's first process runs as: programs cannot end that one. */
export const programUser = '1000:1000';
const keeperUser = '65534:65534';

interface ContainerRequest {
  readonly image: string;
  readonly runId: string;
  readonly owner: string;
  readonly memoryMb: number;
  /** At most as many as the machine has, else the engine refuses. */
  readonly cpus: number;
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
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    // Commands come in beside it.
    Entrypoint: keeperCommand,
    Cmd: [],
    OpenStdin: true,
    AttachStdin: true,
    AttachStdout: true,
    // It ends when our connection does, and is removed then: nothing stays behind when this process is killed.
    StdinOnce: true,
    HostConfig: {
      AutoRemove: true,
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      // Both count as memory. What the work folder may take must leave room for programs.
      Tmpfs: {
        [workFolder]: `rw,exec,nosuid,nodev,size=${Math.floor(memoryBytes / 2)},uid=1000,gid=1000,mode=755`,
        '/tmp': `rw,exec,nosuid,nodev,size=${Math.floor(memoryBytes / 8)},mode=1777`,
      },
      Memory: memoryBytes,
      // Equal: otherwise as much swap comes on top.
      MemorySwap: memoryBytes,
      NanoCpus: Math.round(request.cpus * 1e9),
      PidsLimit: 256,
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
