import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  access,
  constants,
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import { engine } from '../docker-engine.ts';
import { skipWithout } from '../missing-component.ts';

/** A Docker engine beside the machine's own, which may be killed. It knows no network and has no images but those copied. */
export interface OwnDockerEngine extends AsyncDisposable {
  /** As in DOCKER_HOST. */
  readonly address: string;
  readonly docker: Docker;
  /** Takes an image over from the machine's own engine. */
  copyImage(name: string): Promise<void>;
  /** Leaves not a byte on its disk, which must be one of its own. */
  fillDisk(): Promise<void>;
  /** As a crash or the kernel would: its containers are left running. */
  kill(): Promise<void>;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** Resolves when it has no container any more: removing one takes it a moment. */
  whenEmpty(): Promise<void>;
}

/** For a `before` hook: skips the suite where nobody may start an engine. */
export async function needOwnDockerEngine(context: Mocha.Context): Promise<void> {
  if (process.getuid?.() !== 0 || (await findDaemon()) === undefined) {
    skipWithout(context, 'Docker daemon to start (dockerd, as root)');
  }
}

/** `diskMb`: it gets a disk of its own, of that size, in memory. */
export async function startOwnDockerEngine({ diskMb }: { diskMb?: number } = {}): Promise<OwnDockerEngine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'own-docker-'));
  const socket = path.join(folder, 'docker.sock');
  const disk = path.join(folder, 'data');
  const docker = new Docker({ socketPath: socket });
  let daemon: ChildProcess;
  const start = async () => {
    daemon = await spawnDaemon(folder, socket);
    await answers(docker, { daemon, folder });
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (daemon.exitCode !== null || daemon.signalCode !== null) return;
    daemon.kill(signal);
    await once(daemon, 'exit');
  };
  const whenEmpty = async () => {
    while ((await docker.listContainers({ all: true })).length > 0) await delay(50);
  };
  if (diskMb !== undefined) {
    await mkdir(disk);
    await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', disk]);
  }
  await start();
  return {
    whenEmpty,
    fillDisk: () => fill(path.join(disk, 'filler')),
    address: `unix://${socket}`,
    docker,
    start,
    kill: () => end('SIGKILL'),
    async copyImage(name) {
      const archive = await engine.getImage(name).get();
      const loading = await docker.loadImage(archive);
      await once(loading.resume(), 'end');
    },
    async [Symbol.asyncDispose]() {
      // Only an engine that runs can end containers and unmount what they had.
      if (daemon.exitCode !== null || daemon.signalCode !== null) await start();
      const containers = await docker.listContainers({ all: true });
      // It may be removing them already.
      await Promise.allSettled(containers.map(({ Id }) => docker.getContainer(Id).remove({ force: true })));
      await whenEmpty();
      await end('SIGTERM');
      await endShims(folder);
      await unmount(disk);
      await rm(folder, { recursive: true });
    },
  };
}

async function spawnDaemon(folder: string, socket: string): Promise<ChildProcess> {
  const { Driver }: { Driver: string } = await engine.info();
  // Of the containerd that died with the engine. Where nobody reaps it, it seems to live, and is waited for.
  await rm(path.join(folder, 'exec', 'containerd', 'containerd.pid'), { force: true });
  const inFolder = (name: string) => path.join(folder, name);
  const args = [
    ...['--data-root', inFolder('data'), '--exec-root', inFolder('exec'), '--pidfile', inFolder('pid')],
    ...['--host', `unix://${socket}`, '--storage-driver', Driver],
    ...['--bridge=none', '--iptables=false', '--ip6tables=false'],
  ];
  await using log = await open(inFolder('dockerd.log'), 'a');
  const daemon = (await findDaemon()) ?? 'dockerd';
  // An engine without a bridge takes away the one it finds, which is that of the machine's own engine.
  return spawn('unshare', ['--net', daemon, ...args], { stdio: ['ignore', log.fd, log.fd] });
}

/** An engine unmounts its own folder only when it has mounted it itself, which the one after a crash has not. */
async function unmount(mounted: string): Promise<void> {
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  if (!mounts.includes(` ${mounted} `)) return;
  await promisify(execFile)('umount', [mounted]);
  await unmount(mounted);
}

async function fill(filler: string): Promise<void> {
  await using file = await open(filler, 'w');
  for (const bytes of [1 << 20, 1 << 12, 1]) {
    const [full] = await Promise.allSettled([writeOn(file, Buffer.alloc(bytes))]);
    if (full.status === 'rejected' && full.reason.code !== 'ENOSPC') throw full.reason;
  }
}

/** Until the disk refuses it. */
async function writeOn(file: FileHandle, block: Buffer): Promise<never> {
  for (;;) await file.write(block);
}

/** What stood between a killed engine and its containers stays, with what was about to become one, though these are gone. */
async function endShims(folder: string): Promise<void> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/u.test(name));
  const address = path.join(folder, 'exec', 'containerd', 'containerd.sock');
  for (const pid of pids) {
    const [command, children] = await Promise.allSettled([
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'),
    ]);
    if (command.status === 'rejected' || !command.value.includes(`\0${address}\0`)) continue;
    const own = children.status === 'fulfilled' ? children.value.split(' ').filter(id => id !== '') : [];
    for (const id of [...own, pid]) process.kill(Number(id), 'SIGKILL');
  }
}

async function answers(docker: Docker, { daemon, folder }: { daemon: ChildProcess; folder: string }) {
  const ended = once(daemon, 'exit').then(async () => {
    throw new Error(`dockerd ended: ${await readFile(path.join(folder, 'dockerd.log'), 'utf8')}`);
  });
  const answered = async () => {
    for (;;) {
      const [ping] = await Promise.allSettled([docker.ping()]);
      if (ping.status === 'fulfilled') return;
      await delay(50);
    }
  };
  await Promise.race([ended, answered()]);
  // It ends some time later, and that is as it should be.
  ended.catch(() => undefined);
}

/** Also where only root's own shell would look. */
async function findDaemon(): Promise<string | undefined> {
  const folders = [
    ...(process.env['PATH'] ?? '').split(path.delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/usr/bin',
  ];
  for (const folder of folders) {
    const program = path.join(folder, 'dockerd');
    const [found] = await Promise.allSettled([access(program, constants.X_OK)]);
    if (found.status === 'fulfilled') return program;
  }
  return undefined;
}
