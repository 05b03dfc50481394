import { type Countdown, describeCause } from '../../engine/resilience/describe-notice.ts';
import type { Attempt } from '../../engine/run/run-context.ts';
import type { UsageTotals } from '../../engine/run/run-events.ts';
import type { PhaseView, RunView } from '../../engine/run/run-view.ts';
import type { AttemptSlice, PhaseSlice, RunSlice } from '../../protocol/chat/run-slice.ts';
import { actionsFor, messageOf } from '../failure-actions.ts';
import { isUnderWay, runStatus } from '../run/run-status.ts';

/** What is going on besides what the run itself remembers. */
export interface Moment {
  readonly activity: string;
  readonly wait: Countdown | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Cuts a run down to what the chat shows. The texts in it stay texts: the webview never reads them as HTML. */
export function sliceRun(view: RunView, { activity, wait, now }: Moment): RunSlice {
  const status = runStatus(view);
  const { failure } = view;
  return {
    runId: view.runId,
    task: clip(view.task, maxTaskLength),
    workflow: view.workflow,
    status,
    activity: isUnderWay(status) ? clip(activity, maxLineLength) : '',
    wait: wait && { cause: describeCause(wait), leftMs: Math.max(0, wait.nextTryAt - now) },
    phases: view.phases.map(slicePhase),
    attempts: view.attempts.map(sliceAttempt),
    check: view.check?.command ?? null,
    changes: view.changes.slice(0, maxChanges),
    findings: view.findings
      .slice(0, maxFindings)
      .map(({ path, sentence }) => ({ path, sentence: clip(sentence, maxLineLength) })),
    repairs: view.repairs,
    totals: {
      modelCalls: view.usage.modelCalls,
      tokens: allTokens(view.usage),
      durationMs: workingMs(view.phases),
      costUsd: view.costUsd,
    },
    summary: view.summary,
    failure: failure && { message: messageOf(failure), actions: actionsFor(failure) },
  };
}

/** Everything that was processed, in whatever bucket it was counted. */
function allTokens(usage: UsageTotals): number {
  const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, reasoningTokens } = usage;
  return inputTokens + cacheReadTokens + cacheWriteTokens + outputTokens + reasoningTokens;
}

/** Time spent working; waiting for a person is not work. */
function workingMs(phases: readonly PhaseView[]): number {
  return phases.filter(({ kind }) => kind !== 'decide').reduce((sum, { durationMs }) => sum + durationMs, 0);
}

function slicePhase({ id, status, visits, durationMs, usage, costUsd }: PhaseView): PhaseSlice {
  return { id, status, visits, durationMs, tokens: allTokens(usage), costUsd };
}

function sliceAttempt({ number, verdict, exitCode, durationMs, backend }: Attempt): AttemptSlice {
  const headline = verdict.kind === 'failed' ? clip(verdict.headline, maxLineLength) : '';
  return { number, verdict: verdict.kind, headline, exitCode, durationMs, backend };
}

function clip(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}

// More than anybody reads in a side bar; the whole of it is in the review and in the log.
const maxTaskLength = 2_000;
const maxLineLength = 300;
const maxChanges = 500;
const maxFindings = 50;
