import type { PreparedContainer } from './prepared-container.ts';

/** Prepared containers, so that a program need not wait for one. Each is handed out once. */
export interface ContainerPool extends AsyncDisposable {
  /**
   * A container of that kind, if one waits, and makes more in the background. `kind` stands for everything
   * that two containers must have in common.
   */
  take(kind: string, prepare: () => Promise<PreparedContainer>): PreparedContainer | undefined;
  /** Resolves when nothing is made in the background. */
  whenFilled(): Promise<void>;
}

export interface PoolOptions {
  /** How many wait at most, of the kind that was asked for last: others are not likely to be asked for again. */
  readonly size: number;
  /** After this long without a question they are removed. */
  readonly idleMs: number;
}

export function createContainerPool({ size, idleMs }: PoolOptions): ContainerPool {
  let kept: { readonly kind: string; readonly prepared: PreparedContainer }[] = [];
  let filling: Promise<void> | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let isDisposed = false;
  const removals = new Set<Promise<unknown>>();

  const remove = ({ prepared }: (typeof kept)[number]) => {
    const removal = prepared.container.remove().finally(() => removals.delete(removal));
    removals.add(removal);
  };
  const keepOnly = (isKept: (entry: (typeof kept)[number]) => boolean) => {
    const spare = kept.filter(entry => !isKept(entry));
    kept = kept.filter(isKept);
    spare.forEach(remove);
  };
  const drain = () => keepOnly(() => false);

  /** One after the other: making several at once only slows down whoever waits for a program. */
  const fill = async (kind: string, prepare: () => Promise<PreparedContainer>): Promise<void> => {
    while (!isDisposed && kept.length < size) {
      const entry = { kind, prepared: await prepare() };
      if (isDisposed) remove(entry);
      else kept.push(entry);
    }
  };

  return {
    take(kind, prepare) {
      if (size === 0 || isDisposed) return undefined;
      keepOnly(entry => entry.kind === kind && entry.prepared.container.isRunning);
      const taken = kept.shift();
      // Whoever asks next meets the same obstacle, and there is somebody to tell.
      filling ??= fill(kind, prepare)
        .catch(() => undefined)
        .finally(() => {
          filling = undefined;
        });
      clearTimeout(idleTimer);
      idleTimer = setTimeout(drain, idleMs).unref();
      return taken?.prepared;
    },
    async whenFilled() {
      await filling;
    },
    async [Symbol.asyncDispose]() {
      isDisposed = true;
      clearTimeout(idleTimer);
      drain();
      await filling;
      await Promise.all(removals);
    },
  };
}
