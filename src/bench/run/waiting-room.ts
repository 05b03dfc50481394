/** Where workers wait until another of them has finished something, or has gone. */
export interface WaitingRoom {
  /** Whether anybody else is. */
  readonly areAtWork: () => boolean;
  readonly wait: () => Promise<void>;
  /** Tells those who wait that something is finished. */
  readonly tell: () => void;
  readonly leave: () => void;
}

/** For so many workers, who are all at work. */
export function openWaitingRoom(workers: number): WaitingRoom {
  let atWork = workers;
  let next = Promise.withResolvers<void>();
  const tell = (): void => {
    next.resolve();
    next = Promise.withResolvers();
  };
  return {
    areAtWork: () => atWork > 1,
    tell,
    async wait() {
      atWork -= 1;
      await next.promise;
      atWork += 1;
    },
    leave() {
      atWork -= 1;
      tell();
    },
  };
}
