import { readdir, readFile } from 'node:fs/promises';

/** Command lines of processes that name the text; empty where the system does not tell. */
export async function processesNaming(text: string): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const ids = (await readdir('/proc')).filter(name => /^\d+$/u.test(name));
  const lines = await Promise.all(ids.map(commandLineOf));
  return lines.filter(line => line.includes(text));
}

async function commandLineOf(id: string): Promise<string> {
  try {
    return (await readFile(`/proc/${id}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch {
    // It has ended since it was listed.
    return '';
  }
}
