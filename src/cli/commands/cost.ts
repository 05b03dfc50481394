import { daysBefore } from '../../engine/cost/calendar.ts';
import { reviewSpending } from '../../engine/cost/spending.ts';
import type { CommandIo } from '../command-io.ts';
import { exitCodes } from '../exit-code.ts';
import { openCliHost } from '../open-cli-host.ts';
import { spendingReport } from '../report/spending-report.ts';

export interface CostOptions {
  /** Days up to and with today. */
  readonly days: number;
  readonly json?: true;
}

/** `codeforge cost`: what models have cost, how that is known, and what the caps leave. Asks nobody. */
export async function cost({ days, json }: CostOptions, io: CommandIo): Promise<number> {
  await using host = await openCliHost({}, io);
  const now = Date.now();
  const spending = reviewSpending(at => host.store.callsSince(at), {
    since: daysBefore(now, days - 1),
    now,
    caps: host.settings.caps,
  });
  const text =
    json === undefined ? spendingReport(spending, io) : `${JSON.stringify({ days, ...spending })}\n`;
  io.stdout.write(text);
  return exitCodes.done;
}
