import type { ModelRequest } from '../ports/model.ts';
import type { SpentSums } from '../ports/run-store.ts';
import { type CountedPrefix, estimateTokens } from './estimate-tokens.ts';
import type { Price } from './price.ts';
import { dearestPrice } from './price-table.ts';
import { formatUsd, fromNano, toNano } from './usd.ts';
import { worstRates } from './worst-case.ts';

/** Upper limits of a run; missing or null: no limit. */
export interface BudgetCaps {
  readonly maxCostUsd?: number | null;
  /** Of all runs since midnight, and since the first of the month, by the local calendar. */
  readonly maxCostPerDayUsd?: number | null;
  readonly maxCostPerMonthUsd?: number | null;
  /** Of all runs of the benchmark that the run is a part of. */
  readonly maxCostOfBenchmarkUsd?: number | null;
  /** Input and output together. */
  readonly maxTokens?: number | null;
  readonly maxWallMs?: number | null;
}

/** What has been used already, calls under way included. */
export interface Spent extends SpentSums {
  readonly wallMs: number;
}

export interface NextCall {
  readonly model: string;
  readonly request: ModelRequest;
  /** Undefined when not known: against a cap in dollars it is then counted at the highest price in the table. */
  readonly price: Price | 'free' | undefined;
  /** Makes the estimate tight when the vendor has counted the beginning of the conversation. */
  readonly counted?: CountedPrefix;
}

export type BudgetCheck =
  | { readonly kind: 'ok'; readonly maxOutputTokens: number }
  | { readonly kind: 'exceeded'; readonly cap: keyof BudgetCaps; readonly message: string };

/**
 * Decides before a call is sent whether its worst case fits what is left, whatever the vendor will then report.
 * When only the output is too long for that it may get shorter, but not below 1,024 tokens.
 */
export function checkBudget(caps: BudgetCaps, spent: Spent, next: NextCall): BudgetCheck {
  const wanted = next.request.maxOutputTokens;
  const inputTokens = estimateTokens(next.request, next.counted).upper;
  const rooms = [wallRoom(caps, spent), tokenRoom(caps, spent, next), ...costRooms(caps, spent, next)];
  let maxOutputTokens = wanted;
  for (const room of rooms) {
    if (room === undefined) continue;
    const fits = Math.min(maxOutputTokens, room.outputTokens(inputTokens));
    if (fits < Math.min(wanted, minOutputTokens)) {
      return { kind: 'exceeded', cap: room.cap, message: room.message(inputTokens) };
    }
    maxOutputTokens = fits;
  }
  return { kind: 'ok', maxOutputTokens };
}

/** Why the run may not work any longer; undefined while it may. For a call under way, too: some streams never end. */
export function timeIsUp({ maxWallMs }: BudgetCaps, wallMs: number): string | undefined {
  if (maxWallMs == null || wallMs < maxWallMs) return undefined;
  return `The run has worked for ${seconds(wallMs)} of the ${seconds(maxWallMs)} it was given. Raise the limit with --max-minutes and resume the run, or split the task.`;
}

/** Less is no answer: it would be cut off, and paid for. */
const minOutputTokens = 1_024;

/** What a cap leaves for the next call. */
interface Room {
  readonly cap: keyof BudgetCaps;
  outputTokens(inputTokens: number): number;
  message(inputTokens: number): string;
}

function wallRoom(caps: BudgetCaps, { wallMs }: Spent): Room | undefined {
  const message = timeIsUp(caps, wallMs);
  return message === undefined
    ? undefined
    : { cap: 'maxWallMs', outputTokens: () => 0, message: () => message };
}

function tokenRoom(
  { maxTokens }: BudgetCaps,
  { tokens }: Spent,
  { model, request }: NextCall,
): Room | undefined {
  if (maxTokens == null) return undefined;
  const left = Math.max(0, maxTokens - tokens);
  return {
    cap: 'maxTokens',
    outputTokens: inputTokens => left - inputTokens,
    message: inputTokens =>
      `The next call to ${model} could use up to ${count(inputTokens + request.maxOutputTokens)} tokens, and ${count(left)} of the ${count(maxTokens)} allowed are left. Raise the limit with --max-tokens and resume the run, or split the task.`,
  };
}

/** One cap in dollars, and how people speak of it. */
interface CostCap {
  readonly cap: 'maxCostUsd' | 'maxCostPerDayUsd' | 'maxCostPerMonthUsd' | 'maxCostOfBenchmarkUsd';
  readonly spent: (spent: Spent) => number;
  readonly name: string;
  readonly advice: string;
}

const costCaps: readonly CostCap[] = [
  {
    cap: 'maxCostUsd',
    spent: ({ costUsd }) => costUsd,
    name: 'cap of this run',
    advice: raise('--max-cost', 'maxCostUsd', 'start again with a cheaper model'),
  },
  {
    cap: 'maxCostPerDayUsd',
    spent: ({ dayUsd }) => dayUsd,
    name: 'cap of a day',
    advice: raise('--max-cost-per-day', 'maxCostPerDayUsd', 'resume it tomorrow'),
  },
  {
    cap: 'maxCostPerMonthUsd',
    spent: ({ monthUsd }) => monthUsd,
    name: 'cap of a month',
    advice: raise('--max-cost-per-month', 'maxCostPerMonthUsd', 'resume it next month'),
  },
  {
    cap: 'maxCostOfBenchmarkUsd',
    spent: ({ benchmarkUsd = 0 }) => benchmarkUsd,
    name: 'cap of the benchmark',
    advice:
      'What is finished is kept: go on with the benchmark under a higher cap (--max-cost, in VS Code the amount that is asked for), or measure a cheaper model.',
  },
];

function raise(flag: string, setting: keyof BudgetCaps, orElse: string): string {
  return `Raise the cap (${flag}, in VS Code the setting codeforge.${setting}) and resume the run, or ${orElse}.`;
}

function costRooms(caps: BudgetCaps, spent: Spent, next: NextCall): readonly Room[] {
  return next.price === 'free' ? [] : costCaps.flatMap(cap => costRoom(caps, cap, { spent, next }));
}

function costRoom(
  caps: BudgetCaps,
  costCap: CostCap,
  { spent, next }: { readonly spent: Spent; readonly next: NextCall },
): readonly Room[] {
  const maxUsd = caps[costCap.cap];
  if (maxUsd == null || next.price === 'free') return [];
  const price = next.price ?? dearestPrice;
  const leftNano = Math.max(0, toNano(maxUsd) - toNano(costCap.spent(spent)));
  return [
    {
      cap: costCap.cap,
      outputTokens: inputTokens => {
        const rates = worstRates(inputTokens, price);
        const room = leftNano - inputTokens * rates.input;
        if (room < 0) return 0;
        return rates.output === 0 ? Number.POSITIVE_INFINITY : Math.floor(room / rates.output);
      },
      message: inputTokens => {
        const rates = worstRates(inputTokens, price);
        const worst = fromNano(inputTokens * rates.input + next.request.maxOutputTokens * rates.output);
        const left = formatUsd(fromNano(leftNano), 'down');
        return `The next call to ${next.model} could cost up to ${formatUsd(worst, 'up')}, and ${left} of the ${formatUsd(maxUsd)} ${costCap.name} is left. ${costAdvice(next, costCap)}`;
      },
    },
  ];
}

function costAdvice({ price }: NextCall, { advice }: CostCap): string {
  if (price !== undefined) return advice;
  return `Its price is not known, so it is counted at the highest one known. Set its price in the settings. ${advice}`;
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US');
}

function seconds(ms: number): string {
  return `${count(Math.round(ms / 1_000))} seconds`;
}
