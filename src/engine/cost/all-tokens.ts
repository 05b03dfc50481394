import type { Usage } from '../ports/model.ts';

/** Everything that was processed, in whatever bucket it was counted: they are disjoint. */
export function allTokens(usage: Usage): number {
  return inputOf(usage) + outputOf(usage);
}

export function inputOf({ inputTokens, cacheReadTokens, cacheWriteTokens }: Usage): number {
  return inputTokens + cacheReadTokens + cacheWriteTokens;
}

export function outputOf({ outputTokens, reasoningTokens }: Usage): number {
  return outputTokens + reasoningTokens;
}
