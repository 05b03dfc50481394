/**
 * What some file system takes a name for: NTFS drops dots and spaces at the end and streams after `:`,
 * HFS+ ignores invisible characters, and most ignore case. Git guards its own folder in the same way.
 */
export function foldName(name: string): string {
  if (plainName.test(name)) return name.toLowerCase();
  return name
    .replace(invisible, '')
    .replace(/:.*$/su, '')
    .replace(/[. ]+$/u, '')
    .toUpperCase()
    .toLowerCase();
}

/** Two canonical paths that fold to the same one may be one file, depending on the file system. */
export function foldPath(path: string): string {
  return path.split('/').map(foldName).join('/');
}

// Nearly all names, and there may be many: nothing in them is ignored by anything.
const plainName = /^\.?[\w-]+(?:\.[\w-]+)*$/;

const invisible = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;
