import type {
  CheckpointFile,
  CheckpointStore,
  CheckpointSummary,
} from '../../src/engine/ports/checkpoint-store.ts';
import type { ContentHash } from '../../src/engine/ports/content-store.ts';

interface MemoryCheckpoint {
  readonly summary: Omit<CheckpointSummary, 'fileCount' | 'sizeBytes'>;
  readonly files: Map<string, CheckpointFile>;
}

/** Checkpoints that end with the process. They obey the same contract as those on disk. */
export function createMemoryCheckpoints(hash: (bytes: Uint8Array) => ContentHash): CheckpointStore {
  const all = new Map<string, MemoryCheckpoint>();
  const contents = new Map<ContentHash, Uint8Array>();
  const put = (bytes: Uint8Array | null) => {
    if (bytes === null) return null;
    const name = hash(bytes);
    contents.set(name, new Uint8Array(bytes));
    return name;
  };
  const sizeOf = (name: ContentHash | null) => (name === null ? 0 : (contents.get(name)?.length ?? 0));
  const used = () => [...contents.values()].reduce((sum, { length }) => sum + length, 0);
  const newestFirst = () =>
    [...all.values()].reverse().sort((a, b) => b.summary.updatedAt - a.summary.updatedAt);
  const remove = (runIds: readonly string[]) => {
    const before = used();
    for (const runId of runIds) all.delete(runId);
    const named = new Set(
      [...all.values()].flatMap(({ files }) => [...files.values()].flatMap(f => [f.before, f.after])),
    );
    for (const name of contents.keys()) if (!named.has(name)) contents.delete(name);
    return before - used();
  };
  return {
    record({ runId, task, root, at, files }, maxBytes) {
      const known = all.get(runId);
      const summary = { runId, task, root, createdAt: known?.summary.createdAt ?? at, updatedAt: at };
      const kept = known?.files ?? new Map<string, CheckpointFile>();
      for (const { path, before, held, after, executable } of files) {
        const first = kept.get(path) ?? { executable };
        kept.set(path, {
          ...{ path, before: put(before), held, after: put(after) },
          executable: first.executable,
        });
      }
      all.set(runId, { summary, files: kept });
      for (const { summary: older } of newestFirst().reverse()) {
        if (used() > maxBytes && older.runId !== runId) remove([older.runId]);
      }
    },
    list: root =>
      newestFirst()
        .filter(({ summary }) => root === undefined || summary.root === root)
        .map(({ summary, files }) => ({
          ...summary,
          fileCount: files.size,
          sizeBytes: [...files.values()].reduce((sum, f) => sum + sizeOf(f.before) + sizeOf(f.after), 0),
        })),
    files: runId => [...(all.get(runId)?.files.values() ?? [])].sort((a, b) => (a.path < b.path ? -1 : 1)),
    content(name) {
      const bytes = contents.get(name);
      if (bytes === undefined) throw new Error(`No checkpoint names the content ${name}.`);
      return bytes;
    },
    remove,
  };
}
