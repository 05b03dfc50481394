import { allTokens } from '../../../engine/cost/all-tokens.ts';
import { plainBlock, plainLine } from '../../../engine/plain-text.ts';
import type { PhaseView, RunView } from '../../../engine/run/run-view.ts';
import { waitingKinds } from '../../../engine/workflow/waiting-kinds.ts';
import type { RunSlice } from '../../../protocol/chat/run-slice.ts';
import { actionsFor, messageOf } from '../../failure-actions.ts';
import { runStatus } from '../../run/run-status.ts';
import { clip } from './clip.ts';

/**
 * Cuts a run down to what the chat shows of how it stands. `isDriven` is false for a run that this window only
 * remembers: whatever it was at, nobody is at it.
 */
export function sliceRun(view: RunView, isDriven: boolean): RunSlice {
  const { failure } = view;
  return {
    runId: view.runId,
    status: statusOf(view, isDriven),
    check: view.check === null ? null : plainLine(view.check.command),
    attempts: view.attempts.length,
    repairs: view.repairs,
    changes: view.changes.slice(0, maxChanges),
    accepted: view.accepted === null ? null : view.accepted.slice(0, maxChanges),
    findings: view.findings
      .slice(0, maxFindings)
      .map(({ path, sentence }) => ({ path, sentence: clip(plainLine(sentence), maxLineLength) })),
    totals: {
      modelCalls: view.usage.modelCalls,
      tokens: allTokens(view.usage),
      durationMs: workingMs(view.phases),
      costUsd: view.costUsd,
    },
    summary: view.summary === null ? null : clip(plainBlock(view.summary), maxTextLength),
    failure: failure && {
      message: clip(plainBlock(messageOf(failure)), maxTextLength),
      actions: isDriven || view.outcome !== null ? actionsFor(failure) : [],
    },
  };
}

export function statusOf(view: RunView, isDriven: boolean): RunSlice['status'] {
  const status = runStatus(view);
  const isOver = status === 'completed' || status === 'failed' || status === 'cancelled';
  return isDriven || isOver ? status : 'interrupted';
}

/** Time spent working; waiting for a person is not work. */
function workingMs(phases: readonly PhaseView[]): number {
  return phases
    .filter(({ kind }) => !waitingKinds.has(kind))
    .reduce((sum, { durationMs }) => sum + durationMs, 0);
}

// More than anybody reads in a side bar; the whole of it is in the review and in the log.
const maxTextLength = 4_000;
const maxLineLength = 300;
const maxChanges = 500;
const maxFindings = 50;
