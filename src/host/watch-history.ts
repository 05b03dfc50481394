import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { defaultDataDirectory } from '../store/default-data-directory.ts';
import { storeFile } from '../store/store-file.ts';

/**
 * Calls soon after anybody has written to the history, which need not be there yet. It opens nothing: for whoever has
 * had no use for the history so far. Returns the way to stop.
 */
export function watchHistory(
  env: Readonly<Record<string, string | undefined>>,
  onChange: () => void,
): () => void {
  // What is committed stands there first. It is asked for its time, as what systems tell of changed files differs.
  const log = `${storeFile(defaultDataDirectory(env, process.platform))}-wal`;
  const look = (now: Stats, before: Stats) => {
    if (now.mtimeMs !== before.mtimeMs) onChange();
  };
  watchFile(log, { persistent: false, interval: lookAgainMs }, look);
  return () => unwatchFile(log, look);
}

// Soon enough for who turns to another window.
const lookAgainMs = 1_000;
