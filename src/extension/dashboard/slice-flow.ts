import { allTokens } from '../../engine/cost/all-tokens.ts';
import type { FlowNode } from '../../engine/run/flow-graph.ts';
import type { PhaseStay } from '../../engine/run/phase-log.ts';
import { defaultLimits } from '../../engine/run/run-request.ts';
import type { PhaseView } from '../../engine/run/run-view.ts';
import type { StoredRunDetail } from '../../host/read-stored-run.ts';
import type {
  FlowEdgeSlice,
  FlowNodeSlice,
  FlowSlice,
  NodeStatus,
  TimelineSegment,
} from '../../protocol/dashboard/dashboard-slices.ts';
import { doneStatus } from '../../protocol/phase-status.ts';

/** The machine of a run as a drawing, with what has happened in it until now. `now`: milliseconds since the epoch. */
export function sliceFlow(run: StoredRunDetail, now: number): FlowSlice {
  const { nodes, edges } = run.graph();
  const { summary, view, request } = run;
  return {
    workflow: summary.workflow,
    nodes: nodes.map(node => nodeSlice(node, run)),
    edges: edges.map(edge => ({ ...edge, taken: timesTaken(edge, run) })),
    timeline: run.stays.slice(-maxSegments).map(stay => segmentOf(stay, run, now)),
    repairs: view?.repairs ?? 0,
    maxRepairs: request.limits.maxRepairs ?? defaultLimits.maxRepairs,
  };
}

/** Of a stay in a phase; also used for each visit of a node. */
export function segmentOf(stay: PhaseStay, run: StoredRunDetail, now: number): TimelineSegment {
  const { phase, visit, startedAt, durationMs, outcome } = stay;
  return {
    ...{ phase, visit, startedAt },
    durationMs: durationMs ?? Math.max(0, now - startedAt),
    status: outcome === 'done' ? doneStatus(verdictIn(stay, run)) : (outcome ?? openStatus(phase, run)),
  };
}

function openStatus(phase: string, run: StoredRunDetail): 'waiting' | 'active' {
  return kindOf(run, phase) === 'decide' ? 'waiting' : 'active';
}

/** What the last attempt at the check came to that was made in a stay; null where none was. */
function verdictIn(
  { phase, startedAt, durationMs }: PhaseStay,
  run: StoredRunDetail,
): 'passed' | 'failed' | null {
  if (kindOf(run, phase) !== 'execute') return null;
  const endedAt = startedAt + (durationMs ?? Number.POSITIVE_INFINITY);
  const finished = run.events.findLast(
    ({ type, at }) => type === 'attempt.finished' && at >= startedAt && at <= endedAt,
  );
  return finished?.type === 'attempt.finished' ? finished.verdict : null;
}

function nodeSlice(node: FlowNode, run: StoredRunDetail): FlowNodeSlice {
  const phase = run.view?.phases.find(({ id }) => id === node.id);
  if (phase === undefined) {
    const visits = timesEntered(node.id, run);
    return { ...node, status: endStatus(node.id, run), visits, durationMs: 0, tokens: 0, costUsd: 0 };
  }
  const { visits, durationMs, usage, costUsd } = phase;
  return { ...node, status: phaseStatus(phase, run), visits, durationMs, tokens: allTokens(usage), costUsd };
}

/** A decision that nobody has made yet is still open, whatever became of the process that asked for it. */
function phaseStatus({ id, kind, status }: PhaseView, run: StoredRunDetail): NodeStatus {
  const isHere = run.summary.outcome === null && run.summary.state === id;
  if (kind === 'decide' && isHere) return 'waiting';
  const last = run.stays.findLast(({ phase }) => phase === id);
  if (status === 'done' && last !== undefined) return doneStatus(verdictIn(last, run));
  return status;
}

/** Of the states around the phases. */
function endStatus(id: string, { summary: { state } }: StoredRunDetail): NodeStatus {
  if (state !== id) return 'pending';
  if (id === 'paused') return 'waiting';
  if (id === 'cancelling') return 'active';
  return id === 'completed' ? 'done' : 'failed';
}

function timesEntered(id: string, { events, summary }: StoredRunDetail): number {
  if (id === 'paused') return events.filter(({ type }) => type === 'run.paused').length;
  return summary.state === id ? 1 : 0;
}

function timesTaken({ from, to }: Pick<FlowEdgeSlice, 'from' | 'to'>, run: StoredRunDetail): number {
  const { stays, summary } = run;
  const ends = summary.state === stays.at(-1)?.phase ? [] : [summary.state];
  const path = [...stays.map(({ phase }) => phase), ...ends];
  return path.slice(1).filter((state, index) => path[index] === from && state === to).length;
}

function kindOf(run: StoredRunDetail, phase: string): PhaseView['kind'] | undefined {
  return run.view?.phases.find(({ id }) => id === phase)?.kind;
}

// Eleven attempts with a review and a repair each are far below.
const maxSegments = 200;
