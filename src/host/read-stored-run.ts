import { decodeText } from '../engine/change/text-content.ts';
import { unifiedDiff } from '../engine/change/unified-diff.ts';
import type { ModelCallRecord, RunStore, RunSummary } from '../engine/ports/run-store.ts';
import { type FlowGraph, flowGraph } from '../engine/run/flow-graph.ts';
import { createPhaseLog, type PhaseStay, staysIn } from '../engine/run/phase-log.ts';
import type { Attempt, AttemptOutput, RunContext } from '../engine/run/run-context.ts';
import type { ModelRouted, StoredRunEvent } from '../engine/run/run-events.ts';
import { buildRunMachine } from '../engine/run/run-machine.ts';
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
  /** In the order in which they happened. */
  readonly events: readonly TimedEvent[];
  readonly stays: readonly PhaseStay[];
  /** The machine that drives it, as a drawing. */
  readonly graph: () => FlowGraph;
  /** The proposed changes as a patch that `git apply` accepts; empty when there are none. */
  readonly diff: () => string;
  readonly outputOf: (attempt: Attempt) => AttemptOutput;
}

/** `at`: milliseconds since the epoch. */
export type TimedEvent = StoredRunEvent & { readonly at: number };

/**
 * `drivenAt`: the present moment, for a run that is being driven: its last phase then goes on, and was not cut off.
 * Throws ForgeError `run.unknown`, or `snapshot.incompatible` for another version's.
 */
export function readStoredRun(store: RunStore, runId: string, drivenAt?: number): StoredRunDetail {
  const row = store.load(runId);
  if (row === undefined) throw unknownRun(runId);
  const { requestJson, snapshotJson, steps: _, ...summary } = row;
  const { request, workflow } = readStoredRequest(requestJson, runId);
  const context = snapshotJson === null ? null : contextIn(snapshotJson);
  const linked = linkPhases(workflow);
  const now = drivenAt ?? row.updatedAt;
  const log = createPhaseLog(linked, { now: () => now, sleep: () => Promise.resolve() });
  const stored = store.events(runId);
  log.restore(stored);
  const stays = drivenAt === undefined ? log.stays() : staysIn(stored);
  const events = stored.map(({ at, json }) => ({ ...(JSON.parse(json) as StoredRunEvent), at }));
  return {
    summary,
    request,
    view: context === null ? null : viewRun({ linked, state: row.state, stays, now, context }, store),
    calls: store.calls(runId),
    routes: routesIn(events),
    events,
    stays,
    graph: () => flowGraph(buildRunMachine(linked)),
    diff: () => (context === null ? '' : unifiedDiff(context.changeSet, store.contents)),
    outputOf: attempt => ({
      ...noOutput,
      ...(JSON.parse(decodeText(store.contents.get(attempt.output)) ?? '{}') as Partial<AttemptOutput>),
    }),
  };
}

/** A visit that was resumed has decided anew: the latest decision is the one that holds. */
function routesIn(events: readonly TimedEvent[]): readonly ModelRouted[] {
  const routes = events.flatMap(({ at: _, ...event }) => (event.type === 'model.routed' ? event : []));
  return [...new Map(routes.map(route => [route.visit, route])).values()];
}

const noOutput: AttemptOutput = { stdout: '', stderr: '', peakMemoryMb: null };

function contextIn(snapshotJson: string): RunContext {
  return (JSON.parse(snapshotJson) as { readonly context: RunContext }).context;
}
