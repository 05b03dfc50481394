import { changeSetOf } from '../change/change-set.ts';
import { noDecisions } from '../change/review/decisions.ts';
import type { ContentStore } from '../ports/content-store.ts';
import { classifyComplexity } from '../routing/classify-complexity.ts';
import type { RunContext } from './run-context.ts';
import type { RunRequest } from './run-request.ts';

export interface RequestedRun {
  readonly runId: string;
  readonly request: RunRequest;
}

/** What a run knows before it has begun. */
export function firstContext({ runId, request }: RequestedRun, contents: ContentStore): RunContext {
  return {
    runId,
    request,
    complexity: classifyComplexity({ task: request.task }, request.routing.thresholds),
    visits: {},
    plan: null,
    check: null,
    changeSet: changeSetOf({}, contents),
    findings: [],
    attempts: [],
    baseline: null,
    review: null,
    transcripts: {},
    summary: null,
    decisions: noDecisions,
    feedback: null,
    accepted: null,
    failure: null,
    pausedIn: null,
    setbacks: [],
  };
}
