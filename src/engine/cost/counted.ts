import type { ModelRequest } from '../ports/model.ts';
import type { Counted, ModelCallOutcome } from '../ports/run-store.ts';
import { allTokens } from './all-tokens.ts';
import { costOf } from './cost-of.ts';
import { type CountedPrefix, estimateTokens } from './estimate-tokens.ts';
import type { Price } from './price.ts';
import { dearestPrice } from './price-table.ts';
import { worstCase } from './worst-case.ts';

/** What a call is reserved at before it is sent: its worst case, at the highest price known where its own is not. */
export function countedBefore(
  request: ModelRequest,
  price: Price | 'free' | undefined,
  prefix?: CountedPrefix,
): Counted {
  return {
    costUsd: worstCase(request, price ?? dearestPrice, prefix),
    tokens: estimateTokens(request, prefix).upper + request.maxOutputTokens,
  };
}

/**
 * What a call counts for once it is settled. One that broke off has been billed for something that nobody
 * reported: it stays at its worst case, because a cap must hold against the bill and not against an estimate. An answer
 * that is given again is on no bill.
 */
export function countedAfter(reserved: Counted, outcome: ModelCallOutcome): Counted {
  const tokens = allTokens(outcome);
  if (outcome.provenance === 'estimated' && tokens > 0) return reserved;
  if (outcome.provenance === 'replayed') return { costUsd: 0, tokens };
  return { costUsd: outcome.costUsd ?? costOf(outcome, dearestPrice), tokens };
}
