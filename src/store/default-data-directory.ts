import { homedir } from 'node:os';
import path from 'node:path';

/** Where runs live: `CODEFORGE_HOME`, else the place that the operating system has for such data. Absolute. */
export function defaultDataDirectory(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string {
  const { join, resolve, isAbsolute } = platform === 'win32' ? path.win32 : path.posix;
  const chosen = env['CODEFORGE_HOME'];
  if (chosen) return resolve(chosen);
  if (platform === 'win32') {
    return join(
      env['LOCALAPPDATA'] || join(env['USERPROFILE'] || homedir(), 'AppData', 'Local'),
      'CodeForge',
    );
  }
  const home = env['HOME'] || homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'CodeForge');
  // The XDG specification has relative paths ignored.
  const data = env['XDG_DATA_HOME'];
  return join(data && isAbsolute(data) ? data : join(home, '.local', 'share'), 'codeforge');
}
