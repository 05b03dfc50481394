import { hash } from 'node:crypto';
import type { ContentHash } from '../engine/ports/content-store.ts';

/** SHA-256. The store names contents with it; whoever compares files with stored ones must use the same. */
export function hashBytes(bytes: Uint8Array): ContentHash {
  return `sha256:${hash('sha256', bytes, 'hex')}`;
}
