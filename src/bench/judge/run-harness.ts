import { isAbort } from '../../engine/forge-error.ts';
import type { CommandResult, Sandbox } from '../../engine/ports/sandbox.ts';
import { secretLines } from './secret-lines.ts';

export interface HarnessOrder {
  readonly command: string;
  /** What our lines begin with. */
  readonly secret: string;
  /** The longest that may pass without a line of ours. */
  readonly patienceMs: number;
  readonly onReport: (report: unknown) => void;
  readonly signal: AbortSignal;
}

/** Why a harness stopped, or that it took too long without a word; then the sandbox has ended it. */
export type HarnessEnd = CommandResult | 'stalled';

/** Runs one of our programs in a sandbox and hands on what it reports. Throws what the sandbox throws. */
export async function runHarness(sandbox: Sandbox, order: HarnessOrder): Promise<HarnessEnd> {
  const { command, secret, patienceMs, signal } = order;
  const stall = new AbortController();
  // Starting an interpreter is not what is timed.
  let timer = setTimeout(() => stall.abort(), startPatienceMs + patienceMs);
  const read = secretLines(secret, report => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), patienceMs);
    order.onReport(report);
  });
  try {
    return await sandbox.run(command, {
      signal: AbortSignal.any([signal, stall.signal]),
      timeoutMs: longestRunMs,
      onOutput: ({ stream, text }) => {
        if (stream === 'stdout') read(text);
      },
    });
  } catch (error) {
    if (!isAbort(error) || signal.aborted || !stall.signal.aborted) throw error;
    return 'stalled';
  } finally {
    clearTimeout(timer);
  }
}

const startPatienceMs = 60_000;

// Silence ends a run much earlier.
const longestRunMs = 24 * 60 * 60_000;
