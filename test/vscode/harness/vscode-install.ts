import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A VS Code server on this machine, with the Node it was made for. */
export interface VscodeInstall {
  readonly node: string;
  readonly serverMain: string;
  readonly chromium: string;
}

/** What of it is missing, as a noun for people. */
export interface MissingInstall {
  readonly missing: string;
}

/**
 * Looks for a VS Code server under `CODEFORGE_VSCODE_DIR`, or the default cache, and for a Chromium
 * under `CHROMIUM`, or on the path.
 */
export function findVscodeInstall(): VscodeInstall | MissingInstall {
  const directory = process.env['CODEFORGE_VSCODE_DIR'] || join(homedir(), '.cache', 'codeforge-vscode');
  const serverMain = join(directory, 'server', 'out', 'server-main.js');
  const node = join(directory, 'runtime', 'node', 'bin', 'node');
  if (!existsSync(serverMain) || !existsSync(node)) return { missing: `VS Code server (in ${directory})` };
  const chromium = findChromium();
  return chromium === undefined ? { missing: 'Chromium' } : { node, serverMain, chromium };
}

/** The path of a Chromium: `CHROMIUM`, or one on the path. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const candidates = folders.flatMap(folder => names.map(name => join(folder, name)));
  return [process.env['CHROMIUM'] ?? '', ...candidates].find(file => file !== '' && existsSync(file));
}
