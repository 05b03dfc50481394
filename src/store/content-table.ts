import type { ContentHash, ContentStore } from '../engine/ports/content-store.ts';
import { hashBytes } from './content-hash.ts';
import { insertContent, selectContent, selectPresence } from './content-queries.ts';
import type { StoreDatabase } from './store-database.ts';

/** Contents as rows, each stored once however often it is put. */
export function createContentTable(database: StoreDatabase): ContentStore {
  const has = (hash: ContentHash): boolean => database.first(selectPresence, { hash }) !== undefined;
  return {
    has,
    put(bytes) {
      const hash = hashBytes(bytes);
      if (!has(hash)) database.run(insertContent, { hash, bytes });
      return hash;
    },
    get(hash) {
      const row = database.first(selectContent, { hash });
      if (row === undefined) throw new Error(`No content was ever stored under ${hash}.`);
      return row.bytes;
    },
  };
}
