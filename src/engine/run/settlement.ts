/** Whether a run stands still, and who waits for that. */
export interface Settlement {
  /** The run has ended, waits for a person, or (`false`) works again. */
  readonly set: (isSettled: boolean) => void;
  /** The run broke for good: whoever waits is told, and whoever asks later. */
  readonly fail: (error: unknown) => void;
  readonly wait: () => Promise<void>;
}

type Standing =
  | { readonly kind: 'moving' | 'settled' }
  | { readonly kind: 'broken'; readonly error: unknown };

export function createSettlement(): Settlement {
  let standing: Standing = { kind: 'moving' };
  let waiters: PromiseWithResolvers<void>[] = [];
  const drain = () => {
    const drained = waiters;
    waiters = [];
    return drained;
  };
  return {
    set(isSettled) {
      if (standing.kind === 'broken') return;
      standing = { kind: isSettled ? 'settled' : 'moving' };
      if (isSettled) for (const { resolve } of drain()) resolve();
    },
    fail(error) {
      standing = { kind: 'broken', error };
      for (const { reject } of drain()) reject(error);
    },
    async wait() {
      if (standing.kind === 'broken') throw standing.error;
      if (standing.kind === 'settled') return;
      const waiter = Promise.withResolvers<void>();
      waiters.push(waiter);
      await waiter.promise;
    },
  };
}
