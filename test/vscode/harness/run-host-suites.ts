import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestTotals } from '../../runner/test-totals.ts';
import type { BundledSuites } from './bundle-suites.ts';
import { makeShop } from './shop-folder.ts';
import { countRecords, type SuiteJob, type SuiteRecord, suiteJobVariable } from './suite-job.ts';
import { testEnvironment } from './test-environment.ts';

/** Starts a VS Code whose extension host runs the suites; resolves when that host has ended. */
export type LaunchHost = (launch: HostLaunch) => Promise<void>;

export interface HostLaunch {
  readonly folder: string;
  readonly entry: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Runs the suites in an extension host, prints how each test ended, and counts. */
export async function runHostSuites(
  launch: LaunchHost,
  { suites, grep }: { readonly suites: BundledSuites; readonly grep: string | null },
): Promise<TestTotals> {
  const directory = mkdtempSync(join(tmpdir(), 'forge-suites-'));
  using shop = makeShop();
  try {
    const records = join(directory, 'records');
    const job: SuiteJob = { files: suites.files, records, grep };
    const env = { ...testEnvironment(directory), [suiteJobVariable]: JSON.stringify(job) };
    const reader = followRecords(records);
    await launch({ folder: shop.folder, entry: suites.entry, env });
    return countRecords(reader.finish());
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Prints records as they come in: a suite that hangs shall show where. */
function followRecords(file: string): { finish(): readonly SuiteRecord[] } {
  let printed = 0;
  const read = (): readonly SuiteRecord[] => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
    const records = lines.map(line => JSON.parse(line) as SuiteRecord);
    for (const record of records.slice(printed)) printRecord(record);
    printed = records.length;
    return records;
  };
  const timer = setInterval(read, 500);
  return {
    finish() {
      clearInterval(timer);
      return read();
    },
  };
}

export function printRecord(record: SuiteRecord): void {
  if (record.kind === 'end') return;
  const marks = { passed: '✔', failed: '✘', retried: '↻', skipped: '-' };
  console.log(`  ${marks[record.kind]} ${record.title}`);
  if ('error' in record) console.log(record.error.replaceAll(/^/gm, '      '));
}
