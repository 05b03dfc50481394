import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The commit that is checked out in a folder; null where it is in no repository, or there is no git. */
export async function commitOf(folder: string): Promise<string | null> {
  const asked = promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: folder });
  const { stdout } = await asked.catch(() => ({ stdout: '' }));
  return stdout.trim() || null;
}
