import { isEmptyChangeSet } from '../change/change-set.ts';
import { foldPath } from '../change/fold-name.ts';
import type { Overlay } from '../change/overlay.ts';
import { ForgeError } from '../forge-error.ts';
import type { ModelResponse, ToolCall, ToolResult } from '../ports/model.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { AgentCall } from './agent-call.ts';
import type { ActedRecord } from './agent-journal.ts';
import { parseLenientJson } from './lenient-json.ts';
import type { SandboxCommands } from './sandbox-commands.ts';
import { parseTextAnswer } from './text-answer/parse-text-answer.ts';
import { explainIssues, refusal, type Tool, type ToolAnswer } from './tool.ts';
import type { Toolbox } from './toolbox.ts';

/** What an agent acts with. */
export interface Reaction {
  readonly call: AgentCall;
  readonly toolbox: Toolbox;
  readonly overlay: Overlay;
  readonly commands: SandboxCommands;
  readonly services: PhaseServices;
  readonly signal: AbortSignal;
}

/** What a model is told whose answer ran into the output limit. */
export const cutOffNotice =
  'Your answer was cut off at the output limit, so nothing of it was run. Answer in smaller pieces.';

/** Runs what an answer asks for, in its order, and returns what the model is told next. */
export async function actOn(response: ModelResponse, reaction: Reaction): Promise<ActedRecord> {
  const { call, toolbox } = reaction;
  if (response.stopReason === 'refused') throw refused(call.model, call.prompt.role);
  if (response.stopReason === 'length') {
    return words(reaction, cutOffNotice);
  }
  const isText = response.toolCalls.length === 0;
  const calls = isText ? parseTextAnswer(response.text, toolbox.definitions).toolCalls : response.toolCalls;
  if (calls.length === 0)
    return words(reaction, `Go on with the tools, and call ${toolbox.submit.name} when you are done.`);

  const outcome = await runCalls(calls, reaction);
  // Text cannot carry tool results: a vendor would look for the calls they answer.
  const message = isText
    ? ({
        role: 'user',
        text: outcome.results.map(({ name, text }) => `${name}: ${text}`).join('\n\n'),
      } as const)
    : ({ role: 'tool', results: outcome.results } as const);
  return {
    kind: 'acted',
    message,
    changeSet: reaction.overlay.changeSet(),
    repeats: outcome.keys,
    isIdle: false,
    submission: outcome.submission,
  };
}

interface CallsOutcome {
  readonly results: readonly ToolResult[];
  readonly keys: readonly string[];
  readonly submission: unknown;
}

async function runCalls(calls: readonly ToolCall[], reaction: Reaction): Promise<CallsOutcome> {
  const results: ToolResult[] = [];
  const keys = new Set<string>();
  let submission: unknown = null;
  for (const toolCall of calls) {
    reaction.signal.throwIfAborted();
    keys.add(`${toolCall.name} ${toolCall.argumentsText} ${reaction.overlay.changeSet().hash}`);
    const hasFailed = results.some(result => result.isError);
    const { submitted, ...answer } =
      toolCall.name === reaction.toolbox.submit.name
        ? submit(toolCall, hasFailed, reaction)
        : { ...(await runTool(toolCall, reaction)), submitted: null };
    submission ??= submitted;
    results.push({ callId: toolCall.id, name: toolCall.name, ...answer });
    tell(toolCall, answer, reaction);
  }
  return { results, keys: [...keys], submission };
}

async function runTool(toolCall: ToolCall, reaction: Reaction): Promise<ToolAnswer> {
  const { call, toolbox, overlay, commands, services, signal } = reaction;
  const tool: Tool | undefined = toolbox.tools.get(toolCall.name);
  if (tool === undefined) {
    const known = toolbox.definitions.map(({ name }) => name).join(', ');
    return refusal(`There is no tool ${toolCall.name}. You have: ${known}.`);
  }
  const value = parseArguments(toolCall.argumentsText);
  if (value === undefined)
    return refusal(`The arguments of ${toolCall.name} are not JSON. Send the call again.`);
  return refusedByWorkspace(
    tool.run(value, {
      overlay,
      workspace: services.workspace,
      protectedPaths: new Set(call.protectedPaths.map(foldPath)),
      signal,
      runCommand: (command, timeoutMs) =>
        commands.run(overlay, command, Math.min(timeoutMs, call.limits.commandTimeoutMs)),
    }),
  );
}

/** A file that nobody may read, or that is too large, is for the model to leave alone. */
async function refusedByWorkspace(answer: Promise<ToolAnswer>): Promise<ToolAnswer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ForgeError && error.code.startsWith('workspace.')) return refusal(error.message);
    throw error;
  }
}

function submit(
  toolCall: ToolCall,
  hasFailed: boolean,
  reaction: Reaction,
): ToolAnswer & { submitted: unknown } {
  const { name, schema } = reaction.toolbox.submit;
  const no = (text: string) => ({ ...refusal(text), submitted: null });
  if (hasFailed)
    return no(`${name} was not accepted: a call before it in this answer failed. Mend that first.`);
  const parsed = schema().safeParse(parseArguments(toolCall.argumentsText));
  if (!parsed.success) return no(`Wrong arguments for ${name}: ${explainIssues(parsed.error)}`);
  if (name === 'submit_work' && isEmptyChangeSet(reaction.overlay.changeSet())) {
    return no('Nothing has been changed yet. Make the change with the edit tools, then submit.');
  }
  return { text: 'Accepted.', isError: false, submitted: parsed.data };
}

/** A call without arguments may leave them out. */
function parseArguments(text: string): unknown {
  return text.trim() === '' ? {} : parseLenientJson(text);
}

function words({ overlay }: Reaction, text: string): ActedRecord {
  const message = { role: 'user', text } as const;
  return {
    kind: 'acted',
    message,
    changeSet: overlay.changeSet(),
    repeats: [],
    isIdle: true,
    submission: null,
  };
}

function tell(toolCall: ToolCall, answer: ToolAnswer, { call, services }: Reaction): void {
  const [note = ''] = answer.text.split('\n');
  services.emit({
    type: 'tool.finished',
    phase: call.phase,
    agent: call.prompt.role,
    tool: toolCall.name,
    subject: subjectOf(parseArguments(toolCall.argumentsText)),
    isError: answer.isError,
    note: note.slice(0, 200),
  });
}

function subjectOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const subject = ['path', 'command', 'query', 'from', 'glob', 'summary'].map(key => Reflect.get(value, key));
  return String(subject.find(found => typeof found === 'string') ?? '').slice(0, 200);
}

function refused(model: string, role: string): ForgeError {
  return new ForgeError(
    'provider.refused',
    `${model} refused to answer the ${role}. Say the task differently, or choose another model with --model.`,
  );
}
