import type { JournalRecord } from '../engine/agents/agent-journal.ts';
import { decodeText } from '../engine/change/text-content.ts';
import type { ContentHash, ContentStore } from '../engine/ports/content-store.ts';
import type { ToolCall, ToolResult } from '../engine/ports/model.ts';
import type { ModelCallRecord, RunStore } from '../engine/ports/run-store.ts';
import type { PhaseStay } from '../engine/run/phase-log.ts';
import type { AgentBriefed, ModelRouted } from '../engine/run/run-events.ts';
import type { StoredRunDetail } from './read-stored-run.ts';

/** One visit of a phase, with all that was asked and answered in it. */
export interface PhaseVisitRecord {
  /** From 1. */
  readonly visit: number;
  /** More than one where it was interrupted and taken up again. */
  readonly stays: readonly PhaseStay[];
  /** Null where no agent works, or none has been told anything yet. */
  readonly briefing: Briefing | null;
  readonly route: ModelRouted | null;
  readonly steps: readonly AgentStep[];
  readonly calls: readonly ModelCallRecord[];
}

/** What the agent was told. */
export interface Briefing {
  readonly agent: string;
  readonly promptVersion: number;
  readonly system: string;
  readonly opening: string;
}

/** One answer of a model, and what came of it. */
export interface AgentStep {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly results: readonly ToolResult[];
  /** Said to the model where it called no tool. */
  readonly reminder: string | null;
}

/** All visits of a phase in a run, the first one first. */
export function readPhaseVisits(
  store: RunStore,
  run: StoredRunDetail,
  phase: string,
): readonly PhaseVisitRecord[] {
  const own = run.stays.filter(stay => stay.phase === phase);
  const runId = run.summary.id;
  const calls = run.calls.filter(call => call.phase === phase);
  return [...Map.groupBy(own, ({ visit }) => visit)].map(([visit, stays]) => {
    const name = `${phase}#${visit}`;
    const briefed = run.events.findLast(event => event.type === 'agent.briefed' && event.visit === name);
    return {
      visit,
      stays,
      briefing: briefed?.type === 'agent.briefed' ? briefingOf(briefed, store.contents) : null,
      route: run.routes.find(route => route.visit === name) ?? null,
      steps: stepsIn(store.readJournal(runId, name).map(({ json }) => JSON.parse(json) as JournalRecord)),
      calls: calls.filter(({ callId }) => callId.startsWith(`${name}/`)),
    };
  });
}

function briefingOf(
  { agent, promptVersion, system, opening }: AgentBriefed,
  contents: ContentStore,
): Briefing {
  return { agent, promptVersion, system: textAt(system, contents), opening: textAt(opening, contents) };
}

function textAt(hash: ContentHash, contents: ContentStore): string {
  return decodeText(contents.get(hash)) ?? '';
}

function stepsIn(records: readonly JournalRecord[]): readonly AgentStep[] {
  const steps: AgentStep[] = [];
  for (const record of records) {
    if (record.kind === 'answer') {
      const { text, toolCalls } = record.response;
      steps.push({ text, toolCalls, results: [], reminder: null });
      continue;
    }
    // What the model was asked with was shortened; what it said and did stays.
    if (record.kind === 'shrunk') continue;
    const last = steps.pop();
    if (last !== undefined) steps.push({ ...last, ...reactionIn(record.message) });
  }
  return steps;
}

function reactionIn(message: Extract<JournalRecord, { kind: 'acted' }>['message']): Partial<AgentStep> {
  if (message?.role === 'tool') return { results: message.results };
  return message?.role === 'user' ? { reminder: message.text } : {};
}
