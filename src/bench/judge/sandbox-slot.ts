import type { Sandbox } from '../../engine/ports/sandbox.ts';

/** Place for one sandbox, which is opened when it is needed, and opened anew after it was dropped. */
export interface SandboxSlot extends AsyncDisposable {
  /** The same until it is dropped. Throws what opening throws, and tries again at the next call. */
  get(): Promise<Sandbox>;
  /** Disposes what is there, also what is still being opened. */
  drop(): Promise<void>;
}

export function sandboxSlot(open: () => Promise<Sandbox>): SandboxSlot {
  let sandbox: Promise<Sandbox> | undefined;
  const drop = async (): Promise<void> => {
    const dropped = sandbox;
    sandbox = undefined;
    // Whoever asked for it has heard why it could not be opened.
    await (await dropped?.catch(() => undefined))?.[Symbol.asyncDispose]();
  };
  return {
    get() {
      if (sandbox !== undefined) return sandbox;
      const opened = open();
      sandbox = opened;
      opened.catch(() => {
        if (sandbox === opened) sandbox = undefined;
      });
      return opened;
    },
    drop,
    [Symbol.asyncDispose]: drop,
  };
}
