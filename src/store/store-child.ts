import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Another process that has the store of a folder open, for tests. */
export interface StoreChild {
  /** The next line it printed. */
  nextLine(): Promise<string>;
  /** Lets `await go()` in its script return. */
  go(): void;
  /** SIGKILL; returns when it is gone. */
  kill(): Promise<void>;
  /** Waits for it to end by itself; its exit code. */
  ended(): Promise<number | null>;
}

/** Runs the script with `openStore()`, `print(line)` and `await go()` in scope. */
export function startStoreChild(directory: string, script: string): StoreChild {
  const source = `
    import { openRunStore } from ${JSON.stringify(new URL('./open-run-store.ts', import.meta.url).href)};
    import { newRun, step } from ${JSON.stringify(new URL('./sample-run.ts', import.meta.url).href)};
    const openStore = () => openRunStore(${JSON.stringify(directory)});
    const print = line => process.stdout.write(line + '\\n');
    const go = () => new Promise(resolve => process.stdin.once('data', resolve));
    ${script}
    process.stdin.destroy();
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    nextLine: async () => String((await lines.next()).value),
    go: () => void child.stdin.write('go\n'),
    kill: () => killAndWait(child, exited),
    ended: async () => (await exited)[0],
  };
}

async function killAndWait(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill('SIGKILL');
  await exited;
}
