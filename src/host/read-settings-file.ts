import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ForgeError } from '../engine/forge-error.ts';
import { type ModelSettings, parseModelSettings } from '../engine/routing/model-settings.ts';

/**
 * The settings of the command line: `settings.json` in the data directory, with the names of VS Code's settings
 * without `codeforge.`; a missing file sets nothing. Throws ForgeError `config.invalid` that names the file and
 * what is wrong in it.
 */
export async function readSettingsFile(dataDirectory: string): Promise<ModelSettings> {
  const file = path.join(dataDirectory, 'settings.json');
  return parseModelSettings(parseJson(await readIfThere(file), file), `The settings file ${file}`);
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      return '{}';
    const message = `The settings file ${file} cannot be read. Check its permissions.`;
    throw new ForgeError('config.invalid', message, { cause });
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    // Some editors of Windows begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\.$/u, '') : String(cause);
    const message = `The settings file ${file} is not JSON: ${reason}. Correct it there.`;
    throw new ForgeError('config.invalid', message, { cause });
  }
}
