import { accessSync, chmodSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The parts that the embedded sandbox is made of, all of which come from npm. */
export interface EmbeddedRuntime {
  readonly kind: 'ready';
  readonly denoExecutable: string;
  readonly denoVersion: string;
  readonly pyodideDirectory: string;
  readonly pyodideVersion: string;
  /** CodeForge's own scripts, which run inside Deno. */
  readonly scriptsDirectory: string;
}

export interface MissingRuntime {
  readonly kind: 'missing';
  /** What is missing, then what to do, as full sentences. */
  readonly reason: string;
}

/**
 * Looks for the packages `@deno/<platform>` and `pyodide` from the runtime folder upwards, as Node resolves
 * them: that finds them beside the sources and in an installed extension alike. Deno's own install script
 * need not have run.
 */
export function findRuntime(runtimeDirectory: string): EmbeddedRuntime | MissingRuntime {
  const scriptsDirectory = path.resolve(runtimeDirectory);
  if (!existsSync(path.join(scriptsDirectory, 'script-runner.ts'))) {
    return missing(`The scripts of the embedded sandbox are not in ${scriptsDirectory}.`);
  }
  const platform = denoPlatform();
  if (platform === undefined) {
    return missing(`There is no Deno for ${process.platform} on ${process.arch}.`);
  }
  const deno = findPackage(scriptsDirectory, `@deno/${platform}`);
  const executable = deno && path.join(deno.directory, process.platform === 'win32' ? 'deno.exe' : 'deno');
  if (deno === undefined || executable === undefined || !existsSync(executable)) {
    return missing(`The package @deno/${platform} is not installed.`);
  }
  if (!isExecutable(executable)) {
    return missing(`The file ${executable} may not be executed.`);
  }
  const pyodide = findPackage(scriptsDirectory, 'pyodide');
  if (pyodide === undefined) {
    return missing('The package pyodide is not installed.');
  }
  return {
    kind: 'ready',
    denoExecutable: executable,
    denoVersion: deno.version,
    pyodideDirectory: pyodide.directory,
    pyodideVersion: pyodide.version,
    scriptsDirectory,
  };
}

function missing(what: string): MissingRuntime {
  return { kind: 'missing', reason: `${what} Install CodeForge again, or use the Docker sandbox.` };
}

/** The name under which Deno publishes its binary. On Linux it needs glibc: elsewhere npm does not install it. */
function denoPlatform(): string | undefined {
  const { platform, arch } = process;
  if (arch !== 'x64' && arch !== 'arm64') return undefined;
  if (platform === 'linux') return `linux-${arch}-glibc`;
  return platform === 'win32' || platform === 'darwin' ? `${platform}-${arch}` : undefined;
}

function findPackage(from: string, name: string): { directory: string; version: string } | undefined {
  const places = createRequire(path.join(from, 'here.js')).resolve.paths(name) ?? [];
  const nested = places.map(place => path.join(place, 'deno', 'node_modules'));
  for (const place of [...places, ...nested]) {
    const directory = path.join(place, name);
    const manifest = path.join(directory, 'package.json');
    if (!existsSync(manifest)) continue;
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
    return { directory, version };
  }
  return undefined;
}

/** Unpacking an archive can lose the bit that npm had set. */
function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return canBeMadeExecutable(file);
  }
}

function canBeMadeExecutable(file: string): boolean {
  try {
    chmodSync(file, 0o755);
    return true;
  } catch {
    return false;
  }
}
