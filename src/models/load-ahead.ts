/** Begins to load what a first request will need, while the run gets ready. A failure comes up again where it is needed. */
export function loadAhead(loading: Promise<unknown>): void {
  loading.catch(() => undefined);
}
