import type { SoftFindingKind } from './soft-finding.ts';

/** Full names of calls by what they do; `module.*` stands for everything in a module. */
export type KnownCalls = Readonly<Record<SoftFindingKind, readonly string[]>>;

/** Looks a full name up: itself, else the modules that it stands in. */
export function lookUp(calls: KnownCalls): (name: string) => SoftFindingKind | undefined {
  const kinds = new Map(
    Object.entries(calls).flatMap(([kind, names]) =>
      names.map(name => [name, kind as SoftFindingKind] as const),
    ),
  );
  return name => {
    if (kinds.has(name)) return kinds.get(name);
    const parts = name.split('.');
    for (let length = parts.length - 1; length > 0; length -= 1) {
      const kind = kinds.get(`${parts.slice(0, length).join('.')}.*`);
      if (kind !== undefined) return kind;
    }
    return undefined;
  };
}

export const pythonCalls: KnownCalls = {
  process: [
    'subprocess.*',
    'pty.spawn',
    'multiprocessing.Process',
    'multiprocessing.Pool',
    'concurrent.futures.ProcessPoolExecutor',
    'asyncio.create_subprocess_exec',
    'asyncio.create_subprocess_shell',
    ...['system', 'popen', 'fork', 'forkpty', 'kill', 'killpg', 'posix_spawn', 'posix_spawnp', 'startfile'],
    ...['execl', 'execle', 'execlp', 'execlpe', 'execv', 'execve', 'execvp', 'execvpe'],
    ...['spawnl', 'spawnle', 'spawnlp', 'spawnlpe', 'spawnv', 'spawnve', 'spawnvp', 'spawnvpe'],
  ].map(name => (name.includes('.') ? name : `os.${name}`)),
  network: [
    'socket.*',
    'socketserver.*',
    'asyncio.open_connection',
    'asyncio.start_server',
    'urllib.request.*',
    'http.client.*',
    'http.server.*',
    'xmlrpc.*',
    'ftplib.*',
    'smtplib.*',
    'poplib.*',
    'imaplib.*',
    'telnetlib.*',
    'requests.*',
    'httpx.*',
    'aiohttp.*',
    'urllib3.*',
    'websockets.*',
    'paramiko.*',
  ],
  deletion: ['os.remove', 'os.unlink', 'os.rmdir', 'os.removedirs', 'os.truncate', 'shutil.rmtree'],
  introspection: [
    'eval',
    'exec',
    'compile',
    '__import__',
    'builtins.*',
    'importlib.*',
    'runpy.*',
    'ctypes.*',
    'cffi.*',
    'pickle.load',
    'pickle.loads',
    'marshal.load',
    'marshal.loads',
    'sys._getframe',
    'sys.settrace',
    'sys.setprofile',
    'inspect.currentframe',
    'inspect.stack',
    'gc.get_objects',
    'gc.get_referrers',
  ],
};

/** Python's methods that do the same on whatever object they are called. */
export const pythonMethods: KnownCalls = {
  process: [],
  network: [],
  deletion: ['unlink', 'rmdir'],
  introspection: ['__subclasses__', '__getattribute__'],
};

const deletions = ['rm', 'rmSync', 'rmdir', 'rmdirSync', 'unlink', 'unlinkSync', 'truncate', 'truncateSync'];

export const javaScriptCalls: KnownCalls = {
  process: [
    'child_process.*',
    'cluster.fork',
    'process.kill',
    'execa.*',
    'execa',
    'Deno.Command',
    'Bun.spawn',
    'Bun.spawnSync',
  ],
  network: [
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'EventSource',
    'navigator.sendBeacon',
    'net.*',
    'tls.*',
    'dgram.*',
    'dns.*',
    'http.*',
    'https.*',
    'http2.*',
    'undici.*',
    'axios',
    'axios.*',
    'got',
    'got.*',
    'node-fetch',
    'Deno.connect',
    'Deno.listen',
    'Deno.serve',
    'Bun.serve',
  ],
  deletion: [
    ...deletions.map(name => `fs.${name}`),
    ...deletions.map(name => `fs.promises.${name}`),
    'fs-extra.remove',
    'fs-extra.removeSync',
    'fs-extra.emptyDir',
    'fs-extra.emptyDirSync',
    'rimraf',
    'rimraf.*',
    'Deno.remove',
    'Deno.removeSync',
  ],
  introspection: [
    'eval',
    'Function',
    'globalThis.eval',
    'globalThis.Function',
    'process.binding',
    'process._linkedBinding',
    'process.dlopen',
    'vm.*',
    'inspector.*',
    'v8.setFlagsFromString',
    'module.createRequire',
  ],
};

/** JavaScript's methods that do the same on whatever object they are called. */
export const javaScriptMethods: KnownCalls = {
  process: [],
  network: [],
  deletion: [],
  introspection: ['constructor'],
};
