import { decodeText } from '../engine/change/text-content.ts';
import { unifiedDiff } from '../engine/change/unified-diff.ts';
import type { ModelCallRecord, RunStore, RunSummary, StoredEvent } from '../engine/ports/run-store.ts';
import { createPhaseLog } from '../engine/run/phase-log.ts';
import type { Attempt, AttemptOutput, RunContext } from '../engine/run/run-context.ts';
import type { ModelRouted, StoredRunEvent } from '../engine/run/run-events.ts';
import type { RunRequest } from '../engine/run/run-request.ts';
import { readStoredRequest, unknownRun } from '../engine/run/run-session.ts';
import { type RunView, viewRun } from '../engine/run/run-view.ts';
import { linkPhases } from '../engine/workflow/link-phases.ts';

/** A run as the store has it, without driving it. */
export interface StoredRunDetail {
  readonly summary: RunSummary;
  readonly request: RunRequest;
  /** Null when its process died before the first step. */
  readonly view: RunView | null;
  readonly calls: readonly ModelCallRecord[];
  /** Which model each visit of an agent asked, and why. */
  readonly routes: readonly ModelRouted[];
  /** The proposed changes as a patch that `git apply` accepts; empty when there are none. */
  readonly diff: () => string;
  readonly outputOf: (attempt: Attempt) => AttemptOutput;
}

/** Throws ForgeError `run.unknown`, or `snapshot.incompatible` for another version's. */
export function readStoredRun(store: RunStore, runId: string): StoredRunDetail {
  const row = store.load(runId);
  if (row === undefined) throw unknownRun(runId);
  const { requestJson, snapshotJson, ...summary } = row;
  const { request, workflow } = readStoredRequest(requestJson, runId);
  const context = snapshotJson === null ? null : contextIn(snapshotJson);
  const linked = linkPhases(workflow);
  const log = createPhaseLog(linked, { now: () => row.updatedAt, sleep: () => Promise.resolve() });
  const events = store.events(runId);
  log.restore(events);
  const facts = { linked, state: row.state, stays: log.stays(), now: row.updatedAt };
  return {
    summary,
    request,
    view: context === null ? null : viewRun({ ...facts, context }, store),
    calls: store.calls(runId),
    routes: routesIn(events),
    diff: () => (context === null ? '' : unifiedDiff(context.changeSet, store.contents)),
    outputOf: attempt =>
      JSON.parse(decodeText(store.contents.get(attempt.output)) ?? noOutput) as AttemptOutput,
  };
}

/** A visit that was resumed has decided anew: the latest decision is the one that holds. */
function routesIn(events: readonly StoredEvent[]): readonly ModelRouted[] {
  const routes = events.flatMap(({ json }) => {
    const event = JSON.parse(json) as StoredRunEvent;
    return event.type === 'model.routed' ? event : [];
  });
  return [...new Map(routes.map(route => [route.visit, route])).values()];
}

const noOutput = '{"stdout":"","stderr":""}';

function contextIn(snapshotJson: string): RunContext {
  return (JSON.parse(snapshotJson) as { readonly context: RunContext }).context;
}
