import type { RunStore } from '../../src/engine/ports/run-store.ts';
import type { RunPorts } from '../../src/engine/run/run-ports.ts';

/** The ports of a process that dies right behind one of its writes: from then on it reaches nothing any more. */
export interface MortalPorts {
  readonly ports: RunPorts;
  /** Resolves when it has died. */
  readonly death: Promise<void>;
  readonly isDead: () => boolean;
}

const writes = [
  'create',
  'saveStep',
  'appendEvent',
  'appendJournal',
  'keepTail',
  'openCall',
  'enterCall',
  'settleCall',
] as const satisfies readonly (keyof RunStore)[];

/** `lifetime`: how many writes it lives to see. */
export function createMortalPorts(ports: RunPorts, lifetime: number): MortalPorts {
  const { promise: death, resolve: die } = Promise.withResolvers<void>();
  let left = lifetime;
  const isDead = () => left === 0;

  const guarded = <T extends object>(real: T, behind: (name: PropertyKey) => void): T =>
    new Proxy(real, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...values: unknown[]) => {
          if (isDead()) throw new Error('killed');
          const result: unknown = value.apply(target, values);
          behind(name);
          return result;
        };
      },
    });
  const countDown = (name: PropertyKey) => {
    if (!writes.some(write => write === name)) return;
    left -= 1;
    if (!isDead()) return;
    die();
    throw new Error('killed');
  };
  const nothing = () => {};
  return {
    death,
    isDead,
    ports: {
      ...ports,
      store: guarded(ports.store, countDown),
      workspace: guarded(ports.workspace, nothing),
      openModel: id => guarded(ports.openModel(id), nothing),
      openSandbox: guarded({ open: ports.openSandbox }, nothing).open,
    },
  };
}
