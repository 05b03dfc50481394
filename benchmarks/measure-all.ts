import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Runs one benchmark after the other, also after one has missed its bar, and fails in the end if any has. */
async function measureAll(): Promise<void> {
  for (const name of [
    'steps',
    'review',
    'start',
    'requests',
    'models',
    'sandbox',
    'history',
    'vscode',
    'panel',
  ]) {
    const script = fileURLToPath(new URL(`${name}/measure-${name}.ts`, import.meta.url));
    const [exitCode] = await once(spawn(process.execPath, [script], { stdio: 'inherit' }), 'exit');
    if (exitCode !== 0) process.exitCode = 1;
  }
}

await measureAll();
