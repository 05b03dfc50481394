import { realFolder } from '../store/real-folder.ts';

/** Whether both name one folder, through links, with another case where the disk minds none, or with a slash at the end. */
export function isSameFolder(one: string, other: string): boolean {
  return realFolder(one) === realFolder(other);
}
