import { daysBefore } from '../../engine/cost/calendar.ts';
import type { SpendingCaps } from '../../engine/routing/model-settings.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import type { RunLibrary } from '../../host/run-library.ts';
import type { CapSlice, CostSlice } from '../../protocol/dashboard/dashboard-slices.ts';

export interface CostQuestion {
  readonly days: number;
  readonly now: number;
  readonly caps: SpendingCaps;
  /** The run of this window, whose own cap is shown; undefined: there is none. */
  readonly current: Pick<RunView, 'costUsd'> | undefined;
}

/** What models have cost, how that is known, and what the caps leave. */
export function sliceCost(library: RunLibrary, { days, now, caps, current }: CostQuestion): CostSlice {
  const spending = library.spending({ since: daysBefore(now, days - 1), now, caps });
  const runCap = current === undefined ? [] : [runCapOf(current, caps)];
  return { ...spending, caps: [...runCap, ...spending.caps] };
}

function runCapOf({ costUsd }: Pick<RunView, 'costUsd'>, { maxCostUsd }: SpendingCaps): CapSlice {
  const countedUsd = costUsd ?? 0;
  const leftUsd = maxCostUsd === null ? null : Math.max(0, maxCostUsd - countedUsd);
  return { period: 'run', maxUsd: maxCostUsd, countedUsd, leftUsd };
}
