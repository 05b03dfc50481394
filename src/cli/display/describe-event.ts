import type { CheckSource } from '../../engine/check/check.ts';
import { plainLine } from '../../engine/plain-text.ts';
import { describeNotice } from '../../engine/resilience/describe-notice.ts';
import { describeReason } from '../../engine/routing/describe-route.ts';
import type { Attempt } from '../../engine/run/run-context.ts';
import type {
  AttemptFinished,
  FailureReproduced,
  RunEvent,
  ToolFinished,
} from '../../engine/run/run-events.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import { formatCount, formatDuration } from './format-amount.ts';

/** One line of a run's story. */
export interface StoryLine {
  /** The phase it belongs to; empty for lines about the whole run. */
  readonly phase: string;
  readonly tone: 'plain' | 'good' | 'bad' | 'quiet';
  readonly text: string;
}

/** What an event is worth telling, in plain words; the closing report tells the end. */
export function describeEvent(event: RunEvent, view: RunView): readonly StoryLine[] {
  switch (event.type) {
    case 'run.resumed':
      return [line('', 'quiet', `Going on where the run stopped: ${event.state || 'at its beginning'}.`)];
    case 'run.cancelling':
      return [line('', 'quiet', 'Cancelling: ending what is under way…')];
    case 'phase.finished':
      return event.outcome === 'done' ? describeResult(event.phase, view) : [];
    case 'model.routed':
      return [line(event.phase, 'quiet', `the ${event.agent} asks ${event.model}: ${describeReason(event)}`)];
    case 'model.call.wait':
    case 'provider.back':
      return [line(event.phase, 'quiet', describeNotice(event))];
    case 'model.switched':
    case 'model.context.shrunk':
    case 'provider.down':
      return [line(event.phase, 'bad', describeNotice(event))];
    case 'tool.finished':
      return [describeTool(event)];
    case 'failure.reproduced':
      return describeReproduced(event);
    case 'check.chosen':
      return [line('', 'plain', `Check: ${event.command} (${checkSources[event.source]})`)];
    case 'softcheck.warned':
      return event.findings.map(({ sentence }) => line(event.phase, 'bad', sentence));
    case 'attempt.started':
      return [
        line(
          view.state,
          'quiet',
          `attempt ${event.attempt} in ${sandboxes[event.backend]}: ${event.command}`,
        ),
      ];
    case 'attempt.finished':
      return [describeAttempt(event, view.state)];
    case 'sandbox.progress':
      return [line(event.phase, 'quiet', event.message)];
    case 'plan.decided':
      return [
        line(view.state, 'plain', event.isApproved ? 'the plan is approved' : 'another plan is wanted'),
      ];
    case 'changes.decided':
      return [line(view.state, 'plain', `took ${formatCount(event.accepted.length, 'file')}`)];
    case 'run.started':
    case 'run.paused':
    case 'run.finished':
    case 'phase.started':
    case 'changes.proposed':
    case 'plan.proposed':
    case 'agent.briefed':
    case 'model.call.start':
    case 'model.call.end':
    case 'model.text.delta':
    case 'model.reasoning.delta':
    case 'terminal.chunk':
      return [];
    case 'changes.revised':
      return [line(view.state, 'plain', 'a person asked for something else')];
    default:
      return event satisfies never;
  }
}

/** Where a verdict comes from, as people call it. */
export const sandboxes: Readonly<Record<Attempt['backend'], string>> = {
  docker: 'a Docker container',
  devcontainer: 'the dev container',
  embedded: 'the embedded sandbox',
  editor: 'the editor',
};

const checkSources: Readonly<Record<CheckSource, string>> = {
  user: 'your own command',
  workspace: "the workspace's own tests",
  agent: 'named by the agent',
  symptom: 'what failed',
  editor: 'there is no command to run',
  'entry-file': 'running the changed file: nothing else here can be run',
};

/** What a finished phase found out that no other event tells. */
function describeResult(phase: string, view: RunView): readonly StoryLine[] {
  const kind = view.phases.find(({ id }) => id === phase)?.kind;
  if (kind === 'plan')
    return (view.plan?.subtasks ?? []).map(step => line(phase, 'plain', `${step.id}. ${step.description}`));
  if (kind !== 'review' || view.review === null) return [];
  const { rootCause, fixDescription, confidence } = view.review;
  return [
    line(phase, 'plain', `cause: ${rootCause}`),
    line(phase, 'plain', `fix: ${fixDescription} (confidence ${confidence})`),
  ];
}

function describeReproduced({ phase, command, note }: FailureReproduced): readonly StoryLine[] {
  const outcomes = {
    failed: 'it fails in the sandbox too',
    passed: 'it succeeds in the sandbox',
    unsupported: 'the sandbox cannot run it',
  } as const;
  const tried =
    command === null ? [] : [line(phase, 'plain', `${command.command}: ${outcomes[command.outcome]}`)];
  return note === '' ? tried : [...tried, line(phase, 'quiet', note)];
}

function describeTool({ phase, tool, subject, isError, note }: ToolFinished): StoryLine {
  if (isError) return line(phase, 'quiet', `${tool} ${subject}: ${note}`);
  return line(phase, 'quiet', tool.startsWith('submit_') ? tool : `${tool} ${subject}`);
}

function describeAttempt(
  { attempt, verdict, headline, exitCode, durationMs }: AttemptFinished,
  phase: string,
): StoryLine {
  const time = formatDuration(durationMs);
  if (verdict === 'passed') return line(phase, 'good', `attempt ${attempt} passed in ${time}`);
  return line(
    phase,
    'bad',
    `attempt ${attempt} failed in ${time} (exit code ${exitCode ?? 'unknown'}): ${headline}`,
  );
}

function line(phase: string, tone: StoryLine['tone'], text: string): StoryLine {
  return { phase, tone, text: plainLine(text) };
}
