import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { folderPrefix, removeSandboxFolders } from './sandbox-folders.ts';

/** Notes in the folder that a process works for it, for as long as it does. */
export function registerProcess(folder: string, { pid, label }: OwnProcess): Disposable {
  const note = path.join(folder, `${notePrefix}${pid ?? 'none'}`);
  if (pid !== undefined) writeFileSync(note, label);
  return { [Symbol.dispose]: () => rmSync(note, { force: true }) };
}

interface OwnProcess {
  readonly pid: number | undefined;
  /** What its command line contains, so that another that has its number by now is left alone. */
  readonly label: string;
}

const notePrefix = 'process-';

/**
 * Removes the folders of sandboxes whose owner was killed, and ends the programs that still run in them:
 * nobody is left who would, and one may be in an endless loop.
 */
export async function removeLeftovers(parent: string): Promise<void> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const owner = Number(/^\d+/u.exec(name.slice(folderPrefix.length))?.[0]);
    if (!name.startsWith(folderPrefix) || Number.isNaN(owner) || isAlive(owner)) continue;
    const root = path.join(parent, name);
    await endProcesses(root);
    await removeSandboxFolders({ root }).catch(() => {
      // Another user's, or another process is removing it: neither is a reason to open no sandbox.
    });
  }
}

async function endProcesses(root: string): Promise<void> {
  for (const note of await readdir(root).catch(() => [])) {
    const pid = Number(note.startsWith(notePrefix) ? note.slice(notePrefix.length) : Number.NaN);
    if (Number.isNaN(pid) || !isAlive(pid)) continue;
    const label = await readFile(path.join(root, note), 'utf8').catch(() => '');
    const commandLine = await commandLineOf(pid);
    if (label !== '' && commandLine.includes(label)) process.kill(pid, 'SIGKILL');
  }
}

/** A process of another user is alive, though it may not be signalled. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Empty when it cannot be told. */
async function commandLineOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (process.platform === 'win32') return '';
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout;
}

const run = promisify(execFile);
