import { readHistoryMark, unmoved } from '../store/history-mark.ts';

export interface HistoryWatched {
  readonly folders: () => readonly string[];
  /** Milliseconds since the epoch. What has not moved since then is no news. */
  readonly since: number;
}

/** Tells at each call whether a run of these folders has moved since the last one. */
export function historyNews(directory: string, { folders, since }: HistoryWatched): () => boolean {
  let seen: string | undefined = unmoved;
  const mark = () => {
    try {
      return readHistoryMark(directory, { folders: folders(), since });
    } catch {
      // Whoever opens the history on these news says what is wrong with it.
      return undefined;
    }
  };
  return () => {
    const now = mark();
    const isNews = now === undefined || now !== seen;
    seen = now;
    return isNews;
  };
}
