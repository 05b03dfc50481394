import type { FlowNodeSlice } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { formatCost, formatCount, formatDuration } from '../../frame/format-amounts.ts';
import { phaseTitle } from '../../frame/phase-title.ts';
import { verdictWords } from '../../frame/status-words.ts';

/** A node for people: a phase by what it does, an end by its name. */
export function nodeTitle(id: string): string {
  const title = phaseTitle(id);
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** `3.2 s · 1.4k tokens · $0.01`, or `check failed · 3.2 s`; empty for a node the run was not in. */
export function nodeFacts({ visits, role, status, durationMs, tokens, costUsd }: FlowNodeSlice): string {
  if (visits === 0 || role === 'end') return '';
  const model = tokens === 0 ? [] : [`${formatCount(tokens)} tok`, formatCost(costUsd)];
  return [...verdictWords(status), formatDuration(durationMs), ...model].join(' · ');
}
