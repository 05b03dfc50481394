import * as z from 'zod/mini';
import { amount, count, text } from './basic-schemas.ts';

export const callSumsSchema = z.object({
  calls: count,
  inputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  outputTokens: count,
  reasoningTokens: count,
  reportedUsd: amount,
  reportedCalls: count,
  computedUsd: amount,
  computedCalls: count,
  unknownCalls: count,
  freeCalls: count,
  openUsd: amount,
  openCalls: count,
  savedUsd: z.nullable(z.number()),
});
export const callGroupsSchema = z.array(z.extend(callSumsSchema, { name: text }));
