/** Tells one waiter at a time that something has come in. */
export class Pulse {
  #next = Promise.withResolvers<void>();

  beat(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  }

  /** Resolves at the next beat. */
  wait(): Promise<void> {
    return this.#next.promise;
  }
}
