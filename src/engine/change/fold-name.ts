/**
 * What some file system takes a name for: NTFS drops dots and spaces at the end and streams after `:`,
 * HFS+ ignores invisible characters, and most ignore case. Git guards its own folder in the same way.
 */
export function foldName(name: string): string {
  return name
    .replace(invisible, '')
    .replace(/:.*$/su, '')
    .replace(/[. ]+$/u, '')
    .toUpperCase()
    .toLowerCase();
}

const invisible = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;
