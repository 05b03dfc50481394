import Mocha from 'mocha';
import { formatTotals, type TestTotals } from './test-totals.ts';

/** A dot a test, the failures in full, and at the end the totals in the line that run-tests.ts reads. */
class TotalsReporter extends Mocha.reporters.Dot {
  override epilogue(): void {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    const totals = { passed: passes, failed: failures, skipped: pending };
    process.stdout.write(`${formatTotals(totals)}\n`);
    setTimeout(() => endWithLeftovers(totals), patienceMs).unref();
  }
}

/** Mocha waits for ever for what tests have left open, such as a server or a process: a failure, and named here. */
function endWithLeftovers(totals: TestTotals): void {
  console.error('\nThe tests have ended, but these that they started keep the process alive:');
  const { libuv } = process.report.getReport() as {
    libuv?: readonly { is_active: boolean; is_referenced: boolean }[];
  };
  for (const handle of libuv ?? [])
    if (handle.is_active && handle.is_referenced) console.error(`  ${JSON.stringify(handle)}`);
  process.stdout.write(`${formatTotals({ ...totals, failed: totals.failed + 1 })}\n`);
  process.exit();
}

const patienceMs = 20_000;

// Mocha finds a reporter by its file's default export.
// biome-ignore lint/style/noDefaultExport: see above.
export default TotalsReporter;
