import { inputOf, outputOf } from '../../engine/cost/all-tokens.ts';
import { describeReason } from '../../engine/routing/describe-route.ts';
import { totalCostUsd, totalUsage } from '../../engine/run/call-totals.ts';
import type { AgentStep, PhaseVisitRecord } from '../../host/read-phase-visits.ts';
import type { StoredRunDetail } from '../../host/read-stored-run.ts';
import type { NodeSlice, StepSlice, VisitSlice } from '../../protocol/dashboard/dashboard-slices.ts';
import { clip } from './clip.ts';
import { segmentOf } from './slice-flow.ts';

/** What went into a node of the flow and what came out of it, visit by visit. */
export function sliceNode(
  nodeId: string,
  { run, visits, now }: { run: StoredRunDetail; visits: readonly PhaseVisitRecord[]; now: number },
): NodeSlice {
  return { nodeId, visits: visits.slice(-maxVisits).map(visit => sliceVisit(visit, run, now)) };
}

function sliceVisit(record: PhaseVisitRecord, run: StoredRunDetail, now: number): VisitSlice {
  const { visit, stays, briefing, route, steps, calls } = record;
  const segments = stays.map(stay => segmentOf(stay, run, now));
  const usage = totalUsage(calls);
  const attempt = attemptIn(record, run);
  return {
    visit,
    durationMs: segments.reduce((sum, { durationMs }) => sum + durationMs, 0),
    outcome: segments.at(-1)?.status ?? 'done',
    agent: briefing?.agent ?? null,
    model: route?.model ?? null,
    reason: route === null ? '' : describeReason(route),
    inputTokens: inputOf(usage),
    outputTokens: outputOf(usage),
    costUsd: totalCostUsd(calls),
    prompt: clip(briefing?.system ?? '', maxText),
    input: clip(briefing?.opening ?? inputTo(record, run), maxText),
    output: clip(outputFrom(record, run), maxText),
    steps: steps.slice(-maxSteps).map(sliceStep),
    attempt,
  };
}

function sliceStep({ text, toolCalls, results, reminder }: AgentStep): StepSlice {
  const calls = toolCalls.map(({ id, name, argumentsText }) => {
    const result = results.find(({ callId }) => callId === id);
    return {
      tool: name,
      arguments: clip(argumentsText, maxPart),
      result: clip(result?.text ?? '', maxPart),
      isError: result?.isError ?? false,
    };
  });
  return { text: clip([text, reminder].filter(Boolean).join('\n\n'), maxText), calls };
}

/** Of a phase without an agent. */
function inputTo(record: PhaseVisitRecord, run: StoredRunDetail): string {
  if (phaseOf(record) === 'prepare') return run.request.task;
  const attempt = attemptIn(record, run);
  if (attempt !== null) return run.view?.attempts.find(({ number }) => number === attempt)?.command ?? '';
  const changes = run.view?.changes ?? [];
  return changes
    .map(({ path, kind, added, removed }) => `${path} (${kind}, +${added} −${removed})`)
    .join('\n');
}

function outputFrom(record: PhaseVisitRecord, run: StoredRunDetail): string {
  return eventsIn(record, run).flatMap(describeOutcome).join('\n');
}

function describeOutcome(event: StoredRunDetail['events'][number]): readonly string[] {
  switch (event.type) {
    case 'check.chosen':
      return [`Check: ${event.command} (${event.source})`];
    case 'attempt.finished':
      return [
        `Attempt ${event.attempt} ${event.verdict}, exit code ${event.exitCode ?? 'unknown'}`,
        ...(event.headline === '' ? [] : [event.headline]),
      ];
    case 'changes.decided':
      return event.accepted.length === 0 ? ['Nothing was accepted.'] : ['Accepted:', ...event.accepted];
    case 'softcheck.warned':
      return event.findings.map(({ sentence }) => sentence);
    case 'phase.finished':
      return event.failure === null ? [] : [event.failure.message];
    default:
      return [];
  }
}

function attemptIn(record: PhaseVisitRecord, run: StoredRunDetail): number | null {
  const started = eventsIn(record, run).findLast(({ type }) => type === 'attempt.started');
  return started?.type === 'attempt.started' ? started.attempt : null;
}

/** What happened during a visit. Its end and the decision that ends it are told at the same moment. */
function eventsIn({ stays }: PhaseVisitRecord, { events }: StoredRunDetail): StoredRunDetail['events'] {
  const [first] = stays;
  if (first === undefined) return [];
  const isOwn = (event: StoredRunDetail['events'][number]) =>
    stays.some(
      ({ startedAt, durationMs }) =>
        event.at >= startedAt && event.at <= startedAt + (durationMs ?? Number.POSITIVE_INFINITY),
    ) &&
    (!('phase' in event) || event.phase === first.phase);
  return events.filter(isOwn);
}

const phaseOf = ({ stays }: PhaseVisitRecord) => stays[0]?.phase;

const maxVisits = 20;
const maxSteps = 40;
const maxText = 20_000;
const maxPart = 4_000;
