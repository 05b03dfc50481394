import type { ChangeSet } from '../change/change-set.ts';
import type { Decisions } from '../change/review/decisions.ts';
import { type ChangeSummary, summarizeChanges } from '../change/summarize-changes.ts';
import type { Failure } from '../failure.ts';
import type { ModelCallRecord, RunStore } from '../ports/run-store.ts';
import type { SoftFinding } from '../soft-check/soft-finding.ts';
import type { Symptoms } from '../symptoms/symptoms.ts';
import type { LinkedWorkflow } from '../workflow/link-phases.ts';
import type { PhaseKindName } from '../workflow/workflow.ts';
import { totalCostUsd, totalUsage } from './call-totals.ts';
import type { PhaseStay } from './phase-log.ts';
import { repairsDone } from './repair-policy.ts';
import type { Attempt, Plan, Reproduction, Review, RunContext } from './run-context.ts';
import type { RunFinished, UsageTotals } from './run-events.ts';
import { type RunStanding, standingIn } from './run-standing.ts';

/** A run as people see it: everything a screen needs, derived anew from what is stored. */
export interface RunView extends RunStanding {
  readonly runId: string;
  readonly task: string;
  readonly workflow: string;
  readonly complexity: RunContext['complexity'];
  readonly check: RunContext['check'];
  /** What is to be mended, and what was seen of it; null for a run that is about something else. */
  readonly symptoms: Symptoms | null;
  readonly reproduction: Reproduction | null;
  readonly plan: Plan | null;
  readonly phases: readonly PhaseView[];
  readonly attempts: readonly Attempt[];
  readonly repairs: number;
  readonly review: Review | null;
  readonly summary: string | null;
  /** The proposed contents by hash; `changes` says the same in words. */
  readonly changeSet: ChangeSet;
  readonly changes: readonly ChangeSummary[];
  /** What in the change a person may want to look at: see softCheck. */
  readonly findings: readonly SoftFinding[];
  readonly decisions: Decisions;
  /** Paths of which anything was accepted and written; null until a person decided. */
  readonly accepted: readonly string[] | null;
  readonly usage: UsageTotals;
  /** Null when the price of any call is not known. */
  readonly costUsd: number | null;
  readonly failure: Failure | null;
}

export interface PhaseView {
  readonly id: string;
  readonly kind: PhaseKindName | 'prepare';
  readonly status: 'pending' | 'active' | 'done' | 'failed' | 'skipped';
  /** How often the run came into it; going on after a pause or a kill is the same visit. */
  readonly visits: number;
  readonly durationMs: number;
  readonly usage: UsageTotals;
  readonly costUsd: number | null;
}

export interface RunFacts {
  readonly linked: LinkedWorkflow;
  readonly state: string;
  readonly context: RunContext;
  readonly stays: readonly PhaseStay[];
  readonly now: number;
}

export function viewRun(facts: RunFacts, store: RunStore): RunView {
  const { context, state, linked } = facts;
  const calls = store.calls(context.runId);
  return {
    runId: context.runId,
    task: context.request.task,
    workflow: linked.workflow.name,
    ...standingIn(state, linked),
    complexity: context.complexity,
    check: context.check,
    symptoms: context.request.symptoms ?? null,
    reproduction: context.reproduction ?? null,
    plan: context.plan,
    phases: phasesOf(facts, calls),
    attempts: context.attempts,
    repairs: repairsDone(context),
    review: context.review,
    summary: context.summary,
    changeSet: context.changeSet,
    changes: changesOf(context, store),
    findings: context.findings,
    decisions: context.decisions,
    accepted: context.accepted,
    usage: totalUsage(calls),
    costUsd: totalCostUsd(calls),
    failure: context.failure,
  };
}

// People look far more often than the change set changes, and comparing its files is the costly part of a view.
const summaries = new WeakMap<ChangeSet, readonly ChangeSummary[]>();

function changesOf({ changeSet }: RunContext, { contents }: RunStore): readonly ChangeSummary[] {
  const known = summaries.get(changeSet) ?? summarizeChanges(changeSet, contents);
  summaries.set(changeSet, known);
  return known;
}

/** The closing event for a run that stands as the view says. */
export function runFinished(view: RunView): RunFinished {
  const { attempts, repairs, costUsd, usage, changes, failure } = view;
  return {
    type: 'run.finished',
    // A run that only waits for its decision is paused as far as this process goes.
    outcome: view.outcome ?? 'paused',
    attempts: attempts.length,
    repairs,
    costUsd,
    usage,
    changes,
    applied: view.accepted ?? [],
    verdict: attempts.at(-1)?.verdict.kind ?? null,
    failure,
  };
}

function phasesOf(facts: RunFacts, calls: readonly ModelCallRecord[]): readonly PhaseView[] {
  const { linked, stays, now } = facts;
  const known = [{ id: 'prepare', kind: 'prepare' as const }, ...linked.workflow.phases];
  const furthest = Math.max(
    ...known.map(({ id }, index) => (stays.some(({ phase }) => phase === id) ? index : -1)),
  );
  const isOver = facts.state === 'completed';
  return known.map(({ id, kind }, index) => {
    const own = stays.filter(({ phase }) => phase === id);
    const ownCalls = calls.filter(({ phase }) => phase === id);
    return {
      id,
      kind,
      status: statusOf(own) ?? (isOver || index < furthest ? 'skipped' : 'pending'),
      visits: new Set(own.map(({ visit }) => visit)).size,
      durationMs: own.reduce((sum, { startedAt, durationMs }) => sum + (durationMs ?? now - startedAt), 0),
      usage: totalUsage(ownCalls),
      costUsd: totalCostUsd(ownCalls),
    };
  });
}

/** Undefined for a phase that the run has not been in. */
function statusOf(stays: readonly PhaseStay[]): PhaseView['status'] | undefined {
  const last = stays.at(-1);
  if (last === undefined) return undefined;
  if (last.outcome === null) return 'active';
  return last.outcome === 'done' ? 'done' : 'failed';
}
