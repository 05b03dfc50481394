import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The lines of a file with ignore rules; empty when there is none that can be read. */
export async function readRules(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}

/** The user's own ignore rules for all repositories, found where Git and ripgrep find them. */
export async function readUserRules(): Promise<string> {
  const configHome = process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  for (const config of [join(homedir(), '.gitconfig'), join(configHome, 'git', 'config')]) {
    const named = /^\s*excludesfile\s*=\s*"?\s*(\S+?)\s*"?\s*$/imu.exec(await readRules(config))?.[1];
    if (named !== undefined) return readRules(named.replace(/^~(?=\/)/u, homedir()));
  }
  return readRules(join(configHome, 'git', 'ignore'));
}
