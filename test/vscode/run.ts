import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleSuites } from './harness/bundle-suites.ts';
import { runEndToEnd } from './harness/run-end-to-end.ts';
import { type LaunchHost, runHostSuites } from './harness/run-host-suites.ts';
import { addTotals, type SuiteTotals } from './harness/suite-job.ts';
import { findVscodeInstall, type VscodeInstall } from './harness/vscode-install.ts';
import { openWorkbench } from './harness/workbench.ts';

const root = join(import.meta.dirname, '..', '..');

export interface VscodeSuitesOptions {
  /** Only tests whose full title has this in it. */
  readonly grep?: string;
}

/**
 * Runs everything that needs a real VS Code: the suites inside its extension host, and the ones that drive
 * its window. Expects `dist/` to be built. Where there is no VS Code server or no Chromium it says so
 * loudly and counts one skip; in CI that is a failure.
 */
export async function runVscodeSuites({ grep }: VscodeSuitesOptions = {}): Promise<SuiteTotals> {
  const install = findVscodeInstall();
  if ('missing' in install) return reportMissing(install.missing);
  const wanted = { suites: await bundleSuites(root), grep: grep ?? null };
  console.log('\nVS Code: in the extension host');
  const inHost = await runHostSuites(launchIn(install), wanted);
  console.log('\nVS Code: by keyboard and mouse');
  return addTotals(inHost, await runEndToEnd(join(root, 'test', 'vscode', 'e2e'), wanted));
}

function reportMissing(component: string): SuiteTotals {
  const isFailure = process.env['CI'] === 'true';
  console.error(`\n  !!! ${isFailure ? 'FAILED' : 'SKIPPED'} for want of: ${component}\n`);
  return isFailure ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
}

function launchIn(install: VscodeInstall): LaunchHost {
  return async ({ folder, entry, env }) => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const patience = setTimeout(() => resolve(-1), patienceMs);
    await using workbench = await openWorkbench(install, {
      ...{ extension: root, isDevelopment: true, folder, tests: entry, env, onExit: resolve },
    });
    const code = await promise;
    clearTimeout(patience);
    if (code < 0) console.error(`The extension host did not end by itself:\n${workbench.server.log()}`);
  };
}

// All suites together take about a minute.
const patienceMs = 10 * 60_000;

if (import.meta.main) {
  const { values } = parseArgs({ options: { grep: { type: 'string' } } });
  const totals = await runVscodeSuites(values.grep === undefined ? {} : { grep: values.grep });
  console.log(JSON.stringify(totals));
  process.exitCode = totals.failed === 0 ? 0 : 1;
}
