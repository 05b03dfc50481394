import type { ModelRequest } from '../ports/model.ts';
import { type CountedPrefix, estimateTokens } from './estimate-tokens.ts';
import type { Price } from './price.ts';
import { dearestPrice } from './price-table.ts';
import { formatUsd, fromNano, toNano } from './usd.ts';
import { worstRates } from './worst-case.ts';

/** Upper limits of a run; missing or null: no limit. */
export interface BudgetCaps {
  readonly maxCostUsd?: number | null;
  /** Input and output together. */
  readonly maxTokens?: number | null;
  readonly maxWallMs?: number | null;
}

/** What the run has used already, calls under way included. */
export interface Spent {
  readonly costUsd: number;
  readonly tokens: number;
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
  const rooms = [wallRoom(caps, spent), tokenRoom(caps, spent, next), costRoom(caps, spent, next)];
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

/** Less is no answer: it would be cut off, and paid for. */
const minOutputTokens = 1_024;

/** What a cap leaves for the next call. */
interface Room {
  readonly cap: keyof BudgetCaps;
  outputTokens(inputTokens: number): number;
  message(inputTokens: number): string;
}

function wallRoom({ maxWallMs }: BudgetCaps, { wallMs }: Spent): Room | undefined {
  if (maxWallMs == null) return undefined;
  return {
    cap: 'maxWallMs',
    outputTokens: () => (wallMs < maxWallMs ? Number.POSITIVE_INFINITY : 0),
    message: () =>
      `The run has worked for ${seconds(wallMs)} of the ${seconds(maxWallMs)} it was given. Raise the time limit, or split the task.`,
  };
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
      `The next call to ${model} could use up to ${count(inputTokens + request.maxOutputTokens)} tokens, and ${count(left)} of the ${count(maxTokens)} allowed are left. Raise the limit of tokens, or split the task.`,
  };
}

function costRoom({ maxCostUsd }: BudgetCaps, { costUsd }: Spent, next: NextCall): Room | undefined {
  if (maxCostUsd == null || next.price === 'free') return undefined;
  const price = next.price ?? dearestPrice;
  const leftNano = Math.max(0, toNano(maxCostUsd) - toNano(costUsd));
  return {
    cap: 'maxCostUsd',
    outputTokens: inputTokens => {
      const rates = worstRates(inputTokens, price);
      const room = leftNano - inputTokens * rates.input;
      if (room < 0) return 0;
      return rates.output === 0 ? Number.POSITIVE_INFINITY : Math.floor(room / rates.output);
    },
    message: inputTokens => {
      const rates = worstRates(inputTokens, price);
      const worst = fromNano(inputTokens * rates.input + next.request.maxOutputTokens * rates.output);
      return `${costSentence(next, worst)}, and ${formatUsd(fromNano(leftNano), 'down')} of the ${formatUsd(maxCostUsd)} cap is left. ${costAdvice(next)}`;
    },
  };
}

function costSentence({ model }: NextCall, worstUsd: number): string {
  return `The next call to ${model} could cost up to ${formatUsd(worstUsd, 'up')}`;
}

function costAdvice({ price }: NextCall): string {
  if (price !== undefined) return 'Raise --max-cost, or choose a cheaper model.';
  return 'Its price is not known, so it is counted at the highest one known. Set its price in the settings, or raise --max-cost.';
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US');
}

function seconds(ms: number): string {
  return `${count(Math.round(ms / 1_000))} seconds`;
}
