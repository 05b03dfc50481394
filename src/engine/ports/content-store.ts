/** Names bytes by what they are: `sha256:` and the digest in hex. */
export type ContentHash = `sha256:${string}`;

/** Keeps contents by hash. Storing the same bytes twice costs nothing; nothing is ever changed. */
export interface ContentStore {
  /** Returns only after the bytes are safe on the medium. */
  put(bytes: Uint8Array): ContentHash;
  /** Throws a plain Error for a hash that was never put: a stored run that names it is corrupt. */
  get(hash: ContentHash): Uint8Array;
  has(hash: ContentHash): boolean;
}
