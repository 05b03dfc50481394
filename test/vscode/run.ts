import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addTotals, formatTotals, noTotals, type TestTotals } from '../runner/test-totals.ts';
import { bundleSuites } from './harness/bundle-suites.ts';
import { runEndToEnd } from './harness/run-end-to-end.ts';
import { type LaunchHost, runHostSuites } from './harness/run-host-suites.ts';
import { findVscodeInstall, type VscodeInstall } from './harness/vscode-install.ts';
import { openWorkbench } from './harness/workbench.ts';

const root = join(import.meta.dirname, '..', '..');

/** Inside the extension host, and by keyboard and mouse in the window. */
const parts = {
  async host(install: VscodeInstall, grep: string | null) {
    return runHostSuites(launchIn(install), { suites: await bundleSuites(root), grep });
  },
  window: (_: VscodeInstall, grep: string | null) =>
    runEndToEnd(join(root, 'test', 'vscode', 'e2e'), { grep }),
};

/**
 * Runs one part of what needs a real VS Code. Expects `dist/` to be built. Where there is no VS Code server or no
 * Chromium it says so loudly and counts one skip; in CI that is a failure.
 */
async function runPart(name: string, grep: string | null): Promise<TestTotals> {
  if (name !== 'host' && name !== 'window') throw new Error(`There is no part ${name}: host or window.`);
  const install = findVscodeInstall();
  return 'missing' in install ? reportMissing(install.missing) : parts[name](install, grep);
}

function reportMissing(component: string): TestTotals {
  const isFailure = process.env['CI'] === 'true';
  console.error(`\n  !!! ${isFailure ? 'FAILED' : 'SKIPPED'} for want of: ${component}\n`);
  return isFailure ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
}

function launchIn(install: VscodeInstall): LaunchHost {
  return async ({ folder, entry, env }) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const patience = setTimeout(() => resolve(-1), patienceMs);
    await using workbench = await openWorkbench(install, {
      installed: ['model-extension', 'problem-extension'].map(name => join(root, 'test', 'vscode', name)),
      ...{ extension: root, isDevelopment: true, folder, tests: entry, env, onExit: resolve },
    });
    const code = await promise;
    clearTimeout(patience);
    if (code < 0) console.error(`The extension host did not end by itself:\n${workbench.server.log()}`);
  };
}

// All suites together take a few minutes.
const patienceMs = 10 * 60_000;

/** `--grep` takes only the tests whose full title matches it. */
const { values, positionals } = parseArgs({
  options: { grep: { type: 'string' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(parts);
let totals = noTotals;
for (const name of names) totals = addTotals(totals, await runPart(name, values.grep ?? null));
console.log(`\n${formatTotals(totals)}`);
process.exitCode = totals.failed === 0 ? 0 : 1;
