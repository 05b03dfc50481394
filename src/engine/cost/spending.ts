import type { ModelCallRecord } from '../ports/run-store.ts';
import type { SpendingCaps } from '../routing/model-settings.ts';
import { dayOf, periodsAt } from './calendar.ts';
import { type CallGroup, type CallSums, groupCalls, sumCalls } from './sum-calls.ts';
import { sumUsd } from './usd.ts';

/** What was spent in a stretch of time, and what the caps leave now. */
export interface Spending {
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly total: CallSums;
  readonly byModel: readonly CallGroup[];
  readonly byAgent: readonly CallGroup[];
  /** Local days, the latest first. */
  readonly byDay: readonly CallGroup[];
  /** Dates of the price tables that costs were computed from. */
  readonly pricesOf: readonly string[];
  readonly caps: readonly CapStanding[];
}

/** A cap of the calendar. What counts against it has open calls and unknown prices at their worst. */
export interface CapStanding {
  readonly period: 'day' | 'month';
  readonly maxUsd: number | null;
  readonly countedUsd: number;
  /** Null where there is no cap. */
  readonly leftUsd: number | null;
}

export interface SpendingQuestion {
  readonly since: number;
  readonly now: number;
  readonly caps: SpendingCaps;
}

/** `callsSince` as in RunStore. */
export function reviewSpending(
  callsSince: (at: number) => readonly ModelCallRecord[],
  { since, now, caps }: SpendingQuestion,
): Spending {
  const calls = callsSince(since);
  const { day, month } = periodsAt(now);
  const standing = (period: CapStanding['period'], from: number, maxUsd: number | null): CapStanding => {
    const countedUsd = sumUsd(callsSince(from).map(({ counted }) => counted.costUsd));
    const leftUsd = maxUsd === null ? null : sumUsd([Math.max(0, maxUsd - countedUsd)]);
    return { period, maxUsd, countedUsd, leftUsd };
  };
  return {
    since,
    total: sumCalls(calls),
    byModel: dearestFirst(groupCalls(calls, ({ model }) => model)),
    byAgent: dearestFirst(groupCalls(calls, ({ agent }) => agent)),
    byDay: groupCalls(calls, ({ startedAt }) => dayOf(startedAt)).toReversed(),
    pricesOf: [...new Set(calls.flatMap(({ outcome }) => outcome?.pricedAsOf ?? []))].sort(),
    caps: [standing('day', day, caps.maxCostPerDayUsd), standing('month', month, caps.maxCostPerMonthUsd)],
  };
}

function dearestFirst(groups: readonly CallGroup[]): readonly CallGroup[] {
  const paid = ({ reportedUsd, computedUsd, openUsd }: CallGroup) => reportedUsd + computedUsd + openUsd;
  return groups.toSorted((a, b) => paid(b) - paid(a) || b.calls - a.calls);
}
