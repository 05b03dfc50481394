import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';
import { type SuiteJob, type SuiteRecord, suiteJobVariable } from './suite-job.ts';

/** VS Code calls this in its extension host. It runs the suites and records how each test ended. */
export async function run(): Promise<void> {
  const job = JSON.parse(process.env[suiteJobVariable] ?? '') as SuiteJob;
  const record = (entry: SuiteRecord) => appendFileSync(job.records, `${JSON.stringify(entry)}\n`);
  const mocha = new Mocha({ timeout: 60_000, color: false, ...(job.grep !== null && { grep: job.grep }) });
  for (const file of job.files) mocha.addFile(file);
  const failures = await new Promise<number>(resolve => {
    const runner = mocha.reporter(silentReporter).run(resolve);
    runner.on('pass', test => record({ kind: 'passed', title: test.fullTitle() }));
    runner.on('pending', test => record({ kind: 'skipped', title: test.fullTitle() }));
    runner.on('fail', (test, error: Error) =>
      record({ kind: 'failed', title: test.fullTitle(), error: error.stack ?? String(error) }),
    );
  });
  record({ kind: 'end' });
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

// The records are the report.
const silentReporter = class extends Mocha.reporters.Base {};
