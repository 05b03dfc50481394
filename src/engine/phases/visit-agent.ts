import { type AgentResult, runAgent } from '../agents/run-agent.ts';
import { decodeText, encodeText } from '../change/text-content.ts';
import { languageOf } from '../check/check.ts';
import { guardedPaths } from '../check/guarded-paths.ts';
import type { ContentHash, ContentStore } from '../ports/content-store.ts';
import type { Message } from '../ports/model.ts';
import { routeCall } from '../routing/route-call.ts';
import type { RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { AgentRole } from '../workflow/workflow.ts';
import { type PhaseVisit, visitName } from './phase-kind.ts';

export interface AgentVisit {
  readonly visit: PhaseVisit;
  readonly opening: string;
  /** Goes on from the agent's last conversation where there is one. */
  readonly conversation: 'continued' | 'fresh';
  readonly escalation: number;
}

export interface VisitedAgent extends Pick<AgentResult, 'submission' | 'changeSet'> {
  /** Those of the context, with this conversation in place of the agent's last one. */
  readonly transcripts: RunContext['transcripts'];
}

/** Lets the phase's agent work on the run's change set. */
export async function visitAgent(
  { visit, opening, conversation, escalation }: AgentVisit,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<VisitedAgent> {
  const { phase, context } = visit;
  const role = roleOf(visit);
  const prompt = services.prompts[role];
  const { complexity, request } = context;
  const route = routeCall(
    { agent: role, complexity, request, phaseModel: phase.model, promptTier: prompt.tier, escalation },
    services.prices,
  );
  services.emit({ type: 'model.routed', phase: phase.id, visit: visitName(visit), ...route });
  const call = {
    runId: context.runId,
    phase: phase.id,
    visit: visitName(visit),
    prompt,
    model: route.model,
    others: route.others,
    topModel: route.topModel,
    attempt: context.attempts.length + 1,
    history: conversation === 'continued' ? conversationOf(visit, services.store.contents) : [],
    opening,
    changeSet: context.changeSet,
    protectedPaths: context.check === null ? [] : guardedPaths(context.check),
    language: context.check?.language ?? languageOf('', await pathsOf(services, signal)),
    limits: request.limits,
    softCheck: request.softCheck,
  };
  services.emit({
    type: 'agent.briefed',
    phase: phase.id,
    visit: call.visit,
    agent: role,
    promptVersion: prompt.version,
    system: services.store.contents.put(encodeText(prompt.system)),
    opening: services.store.contents.put(encodeText(opening)),
  });
  const { submission, changeSet, transcript } = await runAgent(call, services, signal);
  return { submission, changeSet, transcripts: { ...context.transcripts, [role]: transcript } };
}

/** A phase kind without an agent never asks. */
function roleOf({ phase }: PhaseVisit): AgentRole {
  if (phase.agent === null) throw new Error(`the phase ${phase.id} has no agent`);
  return phase.agent;
}

/** True when the phase's agent has an earlier conversation in this run. */
export function hasConversation(visit: PhaseVisit): boolean {
  return visit.context.transcripts[roleOf(visit)] !== undefined;
}

function conversationOf(visit: PhaseVisit, contents: ContentStore): readonly Message[] {
  const hash: ContentHash | undefined = visit.context.transcripts[roleOf(visit)];
  if (hash === undefined) return [];
  return JSON.parse(decodeText(contents.get(hash)) ?? '[]') as Message[];
}

async function pathsOf({ workspace }: PhaseServices, signal: AbortSignal): Promise<readonly string[]> {
  return (await workspace.list(signal)).map(({ path }) => path);
}
