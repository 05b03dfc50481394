import { join } from 'node:path';

/** The database of the store in this folder. */
export function storeFile(directory: string): string {
  return join(directory, 'codeforge.db');
}
