import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { VscodeInstall } from './vscode-install.ts';

/** A VS Code server with data of its own, on a free port of loopback. Disposing it leaves nothing behind. */
export interface VscodeServer extends AsyncDisposable {
  readonly port: number;
  readonly token: string;
  /** Fresh, and removed with the server. */
  readonly directory: string;
  log(): string;
}

export interface VscodeServerOptions {
  /** The folder of the extension under test, or the package of it (`.vsix`), which is installed then. */
  readonly extension: string;
  /** True: an Extension Development Host. False: the extension counts as installed. */
  readonly isDevelopment: boolean;
  /** Folders of other extensions, which count as installed. */
  readonly installed?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Laid over the environment of this process; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly trust?: 'off' | 'on';
}

export async function startVscodeServer(
  install: VscodeInstall,
  options: VscodeServerOptions,
): Promise<VscodeServer> {
  const directory = mkdtempSync(join(tmpdir(), 'forge-vscode-'));
  const token = randomUUID();
  layOutData(directory, token, options);
  if (isPackage(options)) installPackage(install, directory, options.extension);
  // A process group of its own: the server's children end with it.
  const child = spawn(install.node, [install.serverMain, ...serverArguments(directory, options)], {
    env: serverEnvironment(directory, options.env ?? {}),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const stop = async () => {
    await endGroup(child);
    process.off('exit', killNow);
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const killNow = () => {
    signalGroup(child, 'SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', killNow);
  const port = await new Promise<number>((found, failed) => {
    const read = (chunk: Buffer) => {
      log += chunk.toString();
      const line = /Web UI available at \S+:(\d+)/.exec(log);
      if (line !== null) found(Number(line[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', failed);
    child.once('exit', code => failed(new Error(`The VS Code server ended with ${code}:\n${log}`)));
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { port, token, directory, log: () => log, [Symbol.asyncDispose]: stop };
}

function layOutData(directory: string, token: string, options: VscodeServerOptions): void {
  const data = join(directory, 'data');
  const user = join(data, 'data', 'User');
  mkdirSync(user, { recursive: true });
  mkdirSync(join(directory, 'tmp'));
  mkdirSync(join(data, 'extensions'));
  writeFileSync(join(directory, 'token'), token, { mode: 0o600 });
  const settings = JSON.stringify({ ...quietSettings, ...options.settings });
  writeFileSync(join(user, 'settings.json'), settings);
  // Settings of scope `machine` are read from here, because the window is elsewhere than the server.
  mkdirSync(join(data, 'data', 'Machine'));
  writeFileSync(join(data, 'data', 'Machine', 'settings.json'), settings);
  const { extension, isDevelopment, installed = [] } = options;
  const found = isDevelopment || isPackage(options) ? installed : [...installed, extension];
  const entries = found.map(installedEntry);
  writeFileSync(join(data, 'extensions', 'extensions.json'), JSON.stringify(entries));
}

function isPackage({ extension }: VscodeServerOptions): boolean {
  return extension.endsWith('.vsix');
}

function installPackage({ node, serverMain }: VscodeInstall, directory: string, file: string): void {
  const into = ['--server-data-dir', join(directory, 'data'), '--accept-server-license-terms'];
  execFileSync(node, [serverMain, '--install-extension', file, ...into], {
    env: serverEnvironment(directory, {}),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** An entry in the server's list of installed extensions: this one lies where it was built. */
function installedEntry(extension: string): unknown {
  const manifest = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8')) as Manifest;
  return {
    identifier: { id: `${manifest.publisher}.${manifest.name}` },
    version: manifest.version,
    location: { $mid: 1, scheme: 'file', path: resolve(extension) },
  };
}

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

function serverArguments(directory: string, { isDevelopment, trust = 'off' }: VscodeServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', join(directory, 'token')],
    ...['--server-data-dir', join(directory, 'data'), '--accept-server-license-terms', '--disable-telemetry'],
    // Should this process be killed outright, the server sees its last window go and ends by itself.
    '--enable-remote-auto-shutdown',
    ...(trust === 'off' ? ['--disable-workspace-trust'] : []),
    // Only with it does a built workbench take an extension and its tests from the page's address.
    ...(isDevelopment ? ['--enable-smoke-test-driver'] : []),
  ];
}

function serverEnvironment(directory: string, changes: Readonly<Record<string, string | undefined>>) {
  // What a terminal inside VS Code sets would make the server take itself for that one's child.
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VSCODE|ELECTRON)_/.test(name));
  return {
    ...Object.fromEntries(own),
    TMPDIR: join(directory, 'tmp'),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...changes,
  };
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    signalGroup(child, 'SIGKILL');
    return;
  }
  const ended = once(child, 'exit');
  const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), 5000);
  signalGroup(child, 'SIGTERM');
  await ended;
  clearTimeout(patience);
  signalGroup(child, 'SIGKILL');
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Gone already is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The address that opens a folder, and in a development host the extension and its tests. */
export function workbenchAddress(server: VscodeServer, opened: OpenedWorkbench): string {
  const remote = (path: string) =>
    `vscode-remote://127.0.0.1:${server.port}${pathToFileURL(resolve(path)).pathname}`;
  const payload = [
    ['skipWelcome', 'true'],
    ...(opened.developed === undefined ? [] : [['extensionDevelopmentPath', remote(opened.developed)]]),
    ...(opened.tests === undefined ? [] : [['extensionTestsPath', remote(opened.tests)]]),
  ];
  const query = new URLSearchParams({ tkn: server.token, payload: JSON.stringify(payload) });
  if (opened.folder === undefined) query.set('ew', 'true');
  else query.set(opened.folder.endsWith('.code-workspace') ? 'workspace' : 'folder', resolve(opened.folder));
  return `http://127.0.0.1:${server.port}/?${query}`;
}

export interface OpenedWorkbench {
  /** A folder, or a `.code-workspace` file. Left out: an empty window. */
  readonly folder?: string;
  readonly developed?: string;
  readonly tests?: string;
}

// Nothing that talks to the network, moves, or gets in the way of the keyboard.
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.editor.useModal': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'editor.cursorBlinking': 'solid',
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  // As on the desktop; in a browser VS Code saves by itself.
  'files.autoSave': 'off',
};
