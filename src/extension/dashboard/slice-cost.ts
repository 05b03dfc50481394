import { daysBefore } from '../../engine/cost/calendar.ts';
import { sumUsd } from '../../engine/cost/usd.ts';
import type { ModelCallRecord } from '../../engine/ports/run-store.ts';
import type { SpendingCaps } from '../../engine/routing/model-settings.ts';
import type { RunLibrary } from '../../host/run-library.ts';
import type { CapSlice, CostSlice } from '../../protocol/dashboard/dashboard-slices.ts';

export interface CostQuestion {
  readonly days: number;
  readonly now: number;
  readonly caps: SpendingCaps;
  /** Of the run of this window, whose own cap is shown; undefined: there is none. */
  readonly currentCalls: readonly ModelCallRecord[] | undefined;
}

/** What models have cost, how that is known, and what the caps leave. */
export function sliceCost(library: RunLibrary, { days, now, caps, currentCalls }: CostQuestion): CostSlice {
  const spending = library.spending({ since: daysBefore(now, days - 1), now, caps });
  const runCap = currentCalls === undefined ? [] : [runCapOf(currentCalls, caps)];
  return { ...spending, caps: [...runCap, ...spending.caps] };
}

function runCapOf(calls: readonly ModelCallRecord[], { maxCostUsd }: SpendingCaps): CapSlice {
  const countedUsd = sumUsd(calls.map(({ counted }) => counted.costUsd));
  const leftUsd = maxCostUsd === null ? null : Math.max(0, maxCostUsd - countedUsd);
  return { period: 'run', maxUsd: maxCostUsd, countedUsd, leftUsd };
}
