import { setTimeout as delay } from 'node:timers/promises';
import { type KeeperReport, ownProcesses } from './container-keeper.ts';
import type { RunningContainer } from './running-container.ts';

interface Leftovers extends KeeperReport {
  /** Processes that have outlived their command. */
  readonly leftovers: number;
}

/** Asks the kernel's counters after a command. What was killed takes a moment to go. */
export async function leftoversIn(container: RunningContainer): Promise<Leftovers> {
  for (let tries = 0; ; tries += 1) {
    const report = await container.report();
    const leftovers = Math.max(0, (report.processes ?? ownProcesses) - ownProcesses);
    if (leftovers === 0 || tries === patience) return { ...report, leftovers };
    await delay(tries < 10 ? 1 : 10);
  }
}

// A fifth of a second in all.
const patience = 30;
