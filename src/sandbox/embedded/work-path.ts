import path from 'node:path';

/** Where programs believe their work folder to be: the same place as in a container. */
export const visibleWorkFolder = '/workspace';

/**
 * The path that a program in `directory` means by `target`, relative to the work folder ('' for the folder
 * itself). Undefined when it leads out.
 */
export function resolveWorkPath(directory: string, target: string): string | undefined {
  const absolute = path.posix.resolve(visibleWorkFolder, directory, target);
  if (absolute === visibleWorkFolder) return '';
  return absolute.startsWith(`${visibleWorkFolder}/`)
    ? absolute.slice(visibleWorkFolder.length + 1)
    : undefined;
}
