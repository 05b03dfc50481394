/** The way to something that takes time to load. */
export interface Once<T> {
  /** Everybody gets the same. After a failure the next one tries again: what was in the way may be gone. */
  (): Promise<T>;
  /** Undefined while nobody has asked. */
  readonly loaded: () => Promise<T> | undefined;
}

export function loadOnce<T>(load: () => Promise<T>): Once<T> {
  let loaded: Promise<T> | undefined;
  const once = () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  return Object.assign(once, { loaded: () => loaded });
}
