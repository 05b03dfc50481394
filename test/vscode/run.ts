import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addTotals, formatTotals, type TestTotals } from '../runner/test-totals.ts';
import { bundleSuites } from './harness/bundle-suites.ts';
import { runEndToEnd } from './harness/run-end-to-end.ts';
import { type LaunchHost, runHostSuites } from './harness/run-host-suites.ts';
import { findVscodeInstall, type VscodeInstall } from './harness/vscode-install.ts';
import { openWorkbench } from './harness/workbench.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs everything that needs a real VS Code: the suites inside its extension host, and the ones that drive
 * its window. Expects `dist/` to be built. Where there is no VS Code server or no Chromium it says so
 * loudly and counts one skip; in CI that is a failure.
 */
async function runVscodeSuites(grep: string | null): Promise<TestTotals> {
  const install = findVscodeInstall();
  if ('missing' in install) return reportMissing(install.missing);
  const wanted = { suites: await bundleSuites(root), grep };
  console.log('\nVS Code: in the extension host');
  const inHost = await runHostSuites(launchIn(install), wanted);
  console.log('\nVS Code: by keyboard and mouse');
  return addTotals(inHost, await runEndToEnd(join(root, 'test', 'vscode', 'e2e'), wanted));
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
const { values } = parseArgs({ options: { grep: { type: 'string' } } });
const totals = await runVscodeSuites(values.grep ?? null);
console.log(`\n${formatTotals(totals)}`);
process.exitCode = totals.failed === 0 ? 0 : 1;
