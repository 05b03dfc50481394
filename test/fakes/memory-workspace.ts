import picomatch from 'picomatch';
import { ForgeError } from '../../src/engine/forge-error.ts';
import type { FileOperation, Workspace } from '../../src/engine/ports/workspace.ts';
import { hashBytes } from '../../src/store/content-hash.ts';

/** A workspace in memory. It behaves: edits are kept, stale bases are refused, nothing is written by halves. */
export interface MemoryWorkspace extends Workspace {
  readonly files: Map<string, string>;
}

export function createMemoryWorkspace(start: Readonly<Record<string, string>>): MemoryWorkspace {
  const files = new Map(Object.entries(start));
  const encode = (text: string) => new TextEncoder().encode(text);
  const hashOf = (path: string) => {
    const text = files.get(path);
    return text === undefined ? null : hashBytes(encode(text));
  };
  const isStale = ({ path, base, next }: FileOperation) =>
    hashOf(path) !== base && hashOf(path) !== (next?.hash ?? null);

  return {
    root: '/memory',
    files,
    async list() {
      return [...files]
        .filter(([path]) => !isHidden(path))
        .sort()
        .map(([path, text]) => ({ path, sizeBytes: encode(text).length, executable: false }));
    },
    async read(path) {
      const text = files.get(path);
      return text === undefined ? undefined : encode(text);
    },
    async readLatest(path) {
      const text = files.get(path);
      return text === undefined ? undefined : encode(text);
    },
    async isExecutable() {
      return false;
    },
    async isHidden(path) {
      return isHidden(path);
    },
    async search({ text, isRegex, glob, maxMatches, instead }) {
      const seen = new Map(files);
      for (const { path, bytes } of instead) {
        if (bytes === null) seen.delete(path);
        else seen.set(path, new TextDecoder().decode(bytes));
      }
      const isWanted = glob === undefined ? () => true : picomatch(glob, { dot: true, basename: true });
      const matches = (line: string) => (isRegex ? new RegExp(text).test(line) : line.includes(text));
      return [...seen]
        .filter(([path]) => isWanted(path) && !isHidden(path))
        .flatMap(([path, content]) =>
          content
            .split('\n')
            .flatMap((line, index) => (matches(line) ? [{ path, line: index + 1, text: line }] : [])),
        )
        .slice(0, maxMatches);
    },
    async apply(operations) {
      const stale = operations.filter(isStale).map(({ path }) => path);
      if (stale.length > 0)
        throw new ForgeError('workspace.stale-base', `${stale.join(', ')} changed meanwhile.`);
      for (const { path, next } of operations) {
        if (next === null) files.delete(path);
        else files.set(path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(next.bytes));
      }
    },
  };
}

const isHidden = (path: string) => path.startsWith('.env');
