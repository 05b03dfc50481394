import type { ChangeSet } from '../change/change-set.ts';
import { createOverlay } from '../change/overlay.ts';
import { encodeText } from '../change/text-content.ts';
import { ForgeError } from '../forge-error.ts';
import type { ContentHash } from '../ports/content-store.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import { actOn, cutOffNotice } from './act-on-answer.ts';
import type { AgentCall } from './agent-call.ts';
import { type AgentState, record, restoreAgent } from './agent-journal.ts';
import { openAgentModel } from './ask-model.ts';
import { createSandboxCommands } from './sandbox-commands.ts';
import { openToolbox } from './toolbox.ts';

export interface AgentResult {
  /** Already checked against the submit tool's schema. */
  readonly submission: unknown;
  readonly changeSet: ChangeSet;
  /** The stored conversation, JSON of Message[]. */
  readonly transcript: ContentHash;
}

/**
 * Lets an agent work until it calls its submit tool. Every answer and every reaction is in the journal
 * before the next step, so a killed run goes on from there and pays for nothing twice.
 * Throws ForgeError `budget.exceeded` (a cap), `agent.stuck` (it goes in circles) or `provider.*`.
 */
export async function runAgent(
  call: AgentCall,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<AgentResult> {
  const toolbox = openToolbox(call.prompt);
  const model = openAgentModel({ call, toolbox, signal }, services);
  const to = { call, store: services.store };
  let state = restoreAgent(call, services.store);
  const overlay = createOverlay(
    { workspace: services.workspace, contents: services.store.contents },
    state.changeSet,
  );
  await using commands = createSandboxCommands(call, services, signal);

  while (state.submission === null) {
    signal.throwIfAborted();
    if (state.pending === null) {
      refuseEndlessWork(call, state);
      await model.ask(state, entry => {
        state = record(state, entry, to);
      });
    }
    if (state.pending === null) throw new Error('an answer was recorded but is not pending');
    const asked = { ...call, model: model.current() };
    const acted = await actOn(state.pending, { call: asked, toolbox, overlay, commands, services, signal });
    state = record(state, acted, to);
    if (state.submission === null) refuseCircles(asked, state);
  }
  const transcript = services.store.contents.put(encodeText(JSON.stringify(state.messages)));
  return { submission: state.submission, changeSet: state.changeSet, transcript };
}

function refuseEndlessWork({ limits, prompt, model }: AgentCall, state: AgentState): void {
  if (state.steps < limits.maxSteps) return;
  throw new ForgeError(
    'budget.exceeded',
    `The ${prompt.role} (${model}) did not finish within ${limits.maxSteps} steps. Raise the limit with --max-steps and resume the run, split the task, or choose a stronger model.`,
  );
}

function refuseCircles({ prompt, model }: AgentCall, state: AgentState): void {
  const repeated = Object.entries(state.repeats).find(([, times]) => times >= maxRepeats);
  if (repeated !== undefined) {
    const [name] = repeated[0].split(' ');
    throw stuck(`The ${prompt.role} (${model}) called ${name} with the same arguments ${maxRepeats} times.`);
  }
  if (state.idle < maxIdle) return;
  const last = state.messages.at(-1);
  const isCutOff = last?.role === 'user' && last.text === cutOffNotice;
  const times = `${maxIdle} times in a row`;
  const what = isCutOff ? `ran into its output limit ${times}` : `answered ${times} without calling a tool`;
  throw stuck(`The ${prompt.role} (${model}) ${what}.`);
}

function stuck(what: string): ForgeError {
  return new ForgeError(
    'agent.stuck',
    `${what} Say the task differently, or choose another model with --model.`,
  );
}

const maxRepeats = 3;
const maxIdle = 3;
