import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ContentHash } from '../engine/ports/content-store.ts';
import type { FileOperation } from '../engine/ports/workspace.ts';

/** Texts by path. */
export type Tree = Readonly<Record<string, string>>;

/** A folder for one test, without links in its path. Disposing it removes it. */
export interface SampleFolder extends Disposable {
  readonly path: string;
  write(tree: Tree): void;
  /** Every file, also hidden ones; folders end in `/` and have an empty text. */
  read(): Tree;
}

export function sampleFolder(tree: Tree = {}): SampleFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'codeforge-workspace-')));
  const write = (files: Tree): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
  };
  write(tree);
  return {
    path,
    write,
    read: () => readTree(path, ''),
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  };
}

function readTree(root: string, folder: string): Tree {
  const tree: Record<string, string> = {};
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder + entry.name;
    if (entry.isDirectory()) Object.assign(tree, { [`${path}/`]: '' }, readTree(root, `${path}/`));
    else tree[path] = readFileSync(join(root, path), 'utf8');
  }
  return tree;
}

/** Stands in for SHA-256: different texts have different hashes. */
export function textHash(bytes: Uint8Array): ContentHash {
  return `sha256:${Buffer.from(bytes).toString('hex')}`;
}

/** From one text to another; null: not there. */
export function operation(path: string, base: string | null, next: string | null): FileOperation {
  const hashOf = (text: string): ContentHash => textHash(Buffer.from(text));
  return {
    path,
    base: base === null ? null : hashOf(base),
    next: next === null ? null : { hash: hashOf(next), bytes: Buffer.from(next), executable: false },
  };
}
