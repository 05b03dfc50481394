import Mocha from 'mocha';
import { formatTotals } from './test-totals.ts';

/** A dot a test, the failures in full, and at the end the totals in the line that run-tests.ts reads. */
class TotalsReporter extends Mocha.reporters.Dot {
  override epilogue(): void {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    process.stdout.write(`${formatTotals({ passed: passes, failed: failures, skipped: pending })}\n`);
  }
}

// Mocha finds a reporter by its file's default export.
// biome-ignore lint/style/noDefaultExport: see above.
export default TotalsReporter;
