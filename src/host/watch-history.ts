import { type Stats, unwatchFile, watchFile } from 'node:fs';
import { defaultDataDirectory } from '../store/default-data-directory.ts';
import { storeFile } from '../store/store-file.ts';
import type { HistoryWatched } from './history-news.ts';

/**
 * Calls soon after a run of these folders has moved in the history, which need not be there yet: for whoever has had no
 * use for it so far. It is read only once somebody has written to it. Returns the way to stop.
 */
export function watchHistory(
  env: Readonly<Record<string, string | undefined>>,
  watched: HistoryWatched,
  onChange: () => void,
): () => void {
  const directory = defaultDataDirectory(env, process.platform);
  let hasNews: Promise<() => boolean> | undefined;
  // What is committed stands there first. It is asked for its time, as what systems tell of changed files differs.
  const log = `${storeFile(directory)}-wal`;
  const look = async (now: Stats, before: Stats) => {
    if (now.mtimeMs === before.mtimeMs) return;
    hasNews ??= import('./history-news.ts').then(({ historyNews }) => historyNews(directory, watched));
    if ((await hasNews)()) onChange();
  };
  watchFile(log, { persistent: false, interval: lookAgainMs }, look);
  return () => unwatchFile(log, look);
}

// Soon enough for who turns to another window.
const lookAgainMs = 1_000;
