/** What a pool must know of a container and what waits in it. */
export interface Poolable {
  readonly container: { readonly isRunning: boolean; remove(): Promise<unknown> };
}

/** Prepared containers, so that a program need not wait for one. Each is handed out once. */
export interface ContainerPool<Prepared extends Poolable> extends AsyncDisposable {
  /**
   * A container of that kind, if one waits; more are made in the background, once nobody has asked for a while.
   * `kind` stands for everything that two containers must have in common.
   */
  take(kind: string, prepare: () => Promise<Prepared>): Prepared | undefined;
  /** Makes at once what is missing, and resolves when nothing is made any more. */
  whenFilled(): Promise<void>;
}

export interface PoolOptions {
  /** How many wait at most, of the kind that was asked for last: others are not likely to be asked for again. */
  readonly size: number;
  /** After this long without a question they are removed. */
  readonly idleMs: number;
  /**
   * How long nobody must have asked before more are made. Making a container takes the engine longer than a short
   * program runs: whoever has just taken one would wait for it.
   */
  readonly quietMs: number;
}

export function createContainerPool<Prepared extends Poolable>(
  options: PoolOptions,
): ContainerPool<Prepared> {
  return new WaitingContainers(options);
}

interface Wanted<Prepared> {
  readonly kind: string;
  readonly prepare: () => Promise<Prepared>;
}

interface Entry<Prepared> {
  readonly kind: string;
  readonly prepared: Prepared;
}

class WaitingContainers<Prepared extends Poolable> implements ContainerPool<Prepared> {
  readonly #options: PoolOptions;
  readonly #removals = new Set<Promise<unknown>>();
  #kept: readonly Entry<Prepared>[] = [];
  /** What was asked for last. */
  #wanted: Wanted<Prepared> | undefined;
  #filling: Promise<void> | undefined;
  /** Set while it is too early to make more. */
  #quietTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  take(kind: string, prepare: () => Promise<Prepared>): Prepared | undefined {
    const { size, quietMs, idleMs } = this.#options;
    if (size === 0 || this.#isDisposed) return undefined;
    this.#keepOnly(entry => entry.kind === kind && entry.prepared.container.isRunning);
    const [taken, ...rest] = this.#kept;
    this.#kept = rest;
    this.#wanted = { kind, prepare };
    clearTimeout(this.#quietTimer);
    this.#quietTimer = setTimeout(() => this.#startFilling(), quietMs).unref();
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#keepOnly(() => false), idleMs).unref();
    return taken?.prepared;
  }

  async whenFilled(): Promise<void> {
    this.#startFilling();
    await this.#filling;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    clearTimeout(this.#quietTimer);
    clearTimeout(this.#idleTimer);
    this.#keepOnly(() => false);
    await this.#filling;
    await Promise.all(this.#removals);
  }

  #startFilling(): void {
    clearTimeout(this.#quietTimer);
    this.#quietTimer = undefined;
    // Whoever asks next meets the same obstacle, and there is somebody to tell.
    this.#filling ??= this.#fill()
      .catch(() => undefined)
      .finally(() => {
        this.#filling = undefined;
      });
  }

  /** One after the other: making several at once only slows down whoever waits for a program. */
  async #fill(): Promise<void> {
    while (this.#wanted !== undefined && this.#isFillable()) {
      const { kind, prepare } = this.#wanted;
      const entry = { kind, prepared: await prepare() };
      if (this.#isDisposed) this.#remove(entry);
      else this.#kept = [...this.#kept, entry];
    }
  }

  #isFillable(): boolean {
    return !this.#isDisposed && this.#quietTimer === undefined && this.#kept.length < this.#options.size;
  }

  #keepOnly(isKept: (entry: Entry<Prepared>) => boolean): void {
    const spare = this.#kept.filter(entry => !isKept(entry));
    this.#kept = this.#kept.filter(isKept);
    for (const entry of spare) this.#remove(entry);
  }

  #remove({ prepared }: Entry<Prepared>): void {
    const removal = prepared.container.remove().finally(() => this.#removals.delete(removal));
    this.#removals.add(removal);
  }
}
