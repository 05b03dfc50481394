import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import type { TestTotals } from '../../runner/test-totals.ts';
import { printRecord } from './run-host-suites.ts';
import { countRecords, type SuiteRecord } from './suite-job.ts';

/** Runs the suites of a folder in this process; they open a window of VS Code and drive it. */
export async function runEndToEnd(
  folder: string,
  { grep }: { readonly grep: string | null },
): Promise<TestTotals> {
  // A browser on a busy machine at times fails to wake a webview; a product that is wrong fails again.
  const mocha = new Mocha({ timeout: 240_000, retries: 1, color: false, ...(grep !== null && { grep }) });
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.e2e.ts')) mocha.addFile(join(folder, name));
  }
  await mocha.loadFilesAsync();
  const records: SuiteRecord[] = [];
  const record = (entry: SuiteRecord) => {
    records.push(entry);
    printRecord(entry);
  };
  await new Promise<number>(resolve => {
    const runner = mocha.reporter(Mocha.reporters.Base).run(resolve);
    runner.on('pass', test => record({ kind: 'passed', title: test.fullTitle() }));
    runner.on('pending', test => record({ kind: 'skipped', title: test.fullTitle() }));
    for (const [event, kind] of [
      ['retry', 'retried'],
      ['fail', 'failed'],
    ] as const) {
      runner.on(event, (test: Mocha.Test, error: Error) =>
        record({ kind, title: test.fullTitle(), error: error.stack ?? String(error) }),
      );
    }
  });
  return countRecords([...records, { kind: 'end' }]);
}
