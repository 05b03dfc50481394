import type { Ledger, NewCall } from '../../engine/ports/run-store.ts';

export interface LedgerOptions {
  /** Where the user's own runs are counted; left out where nothing is paid. */
  readonly users?: Ledger;
  /** Stands there before the name of each run: no two benchmarks share one. */
  readonly name: string;
}

/**
 * The ledger of a benchmark: it knows what all runs of the benchmark have cost, and writes each call into the user's
 * ledger too, so that caps of a day and a month hold for both, and no dollar is missing there. A process that dies
 * between the two leaves a call there at its worst, never out.
 */
export function benchmarkLedger(own: Ledger, { users, name }: LedgerOptions): Ledger {
  const usersName = (runId: string) => `${name} ${runId}`;
  return {
    openCall(runId, since, decide) {
      const open = (spent: { readonly dayUsd: number; readonly monthUsd: number }) =>
        own.openCall(runId, always, sums => decide({ ...sums, benchmarkUsd: sums.dayUsd, ...spent }));
      if (users === undefined) return open({ dayUsd: 0, monthUsd: 0 });
      let call: NewCall | undefined;
      users.openCall(usersName(runId), since, ({ dayUsd, monthUsd }) => {
        call = open({ dayUsd, monthUsd });
        return { ...call, runId: usersName(runId) };
      });
      if (call === undefined) throw new Error("the user's ledger has asked nobody");
      return call;
    },
    // It stands in the user's ledger as the call that was paid.
    enterCall: call => own.enterCall(call),
    settleCall(runId, callId, outcome) {
      own.settleCall(runId, callId, outcome);
      const name = usersName(runId);
      const isOpen = users?.calls(name).some(call => call.callId === callId && call.outcome === null);
      if (isOpen) users?.settleCall(name, callId, outcome);
    },
    calls: runId => own.calls(runId),
    callsSince: at => own.callsSince(at),
  };
}

/** All calls there are were made since. */
const always = { day: 0, month: 0 };
