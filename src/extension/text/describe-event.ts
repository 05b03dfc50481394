import { inputOf, outputOf } from '../../engine/cost/all-tokens.ts';
import { describeNotice } from '../../engine/resilience/describe-notice.ts';
import { describeReason } from '../../engine/routing/describe-route.ts';
import type { FailureReproduced, RunEventEnvelope } from '../../engine/run/run-events.ts';
import { describeChanges, describeCost, phaseTitle } from './describe-run.ts';

/** What just happened in one line; undefined for what is too small to tell on its own. */
export function describeEvent(event: RunEventEnvelope): string | undefined {
  switch (event.type) {
    case 'phase.started':
      return event.visit > 1 ? `${phaseTitle(event.phase)} (${event.visit})` : phaseTitle(event.phase);
    case 'model.call.start':
      return `${event.agent} asks ${event.model}`;
    case 'model.routed':
      return `The ${event.agent} asks ${event.model}: ${describeReason(event)}`;
    case 'model.call.wait':
    case 'model.switched':
    case 'model.context.shrunk':
    case 'provider.down':
    case 'provider.back':
      return describeNotice(event);
    case 'tool.finished':
      return `${event.agent}: ${event.tool} ${event.subject}`.trimEnd();
    case 'failure.reproduced':
      return describeReproduced(event);
    case 'check.chosen':
      return `The check is: ${event.command}`;
    case 'softcheck.warned':
      return event.findings.map(({ sentence }) => sentence).join(' ');
    case 'attempt.started':
      return `Attempt ${event.attempt}: ${event.command}`;
    case 'attempt.finished':
      return event.verdict === 'passed'
        ? `Attempt ${event.attempt} passed`
        : `Attempt ${event.attempt} failed: ${event.headline}`;
    case 'sandbox.progress':
      return event.message;
    case 'run.cancelling':
      return 'Cancelling';
    default:
      return undefined;
  }
}

function describeReproduced({ command, diagnostics, note }: FailureReproduced): string | undefined {
  const outcomes = {
    failed: 'fails in the sandbox too',
    passed: 'succeeds in the sandbox',
    unsupported: 'cannot run in the sandbox',
  } as const;
  const parts = [
    command === null ? '' : `${command.command} ${outcomes[command.outcome]}.`,
    diagnostics === 'shown' ? 'The language servers show the problem in a copy too.' : note,
  ];
  return parts.filter(part => part !== '').join(' ') || undefined;
}

/** A line for the log, and how loud it is. Stream pieces are left out: they come by the thousand. */
export function logLine(event: RunEventEnvelope): LogLine | undefined {
  const told = describeEvent(event);
  switch (event.type) {
    case 'model.text.delta':
    case 'model.reasoning.delta':
    case 'terminal.chunk':
      return undefined;
    case 'run.started':
      return { level: 'info', text: `Run ${event.runId} in ${event.workspace}: ${event.task}` };
    case 'run.resumed':
      return { level: 'info', text: `Run ${event.runId} goes on at ${event.state}` };
    case 'run.paused':
      return { level: 'warn', text: `Paused in ${event.phase}: ${event.failure.message}` };
    case 'run.finished':
      return finished(event);
    case 'phase.finished':
      return { level: 'debug', text: `${event.phase} ${event.outcome} after ${event.durationMs} ms` };
    case 'model.call.end':
      return {
        level: 'info',
        text: `${event.agent}: ${inputOf(event)} tokens in, ${outputOf(event)} out, ${describeCost(event.costUsd)}, ${event.durationMs} ms`,
      };
    case 'softcheck.warned':
    case 'model.call.wait':
    case 'model.switched':
    case 'model.context.shrunk':
    case 'provider.down':
      return { level: 'warn', text: told ?? '' };
    case 'tool.finished':
      return { level: event.isError ? 'warn' : 'info', text: `${told}: ${event.note}` };
    case 'changes.proposed':
      return { level: 'info', text: `Proposed: ${describeChanges(event.changes)}` };
    case 'changes.decided':
      return { level: 'info', text: `Accepted: ${event.accepted.join(', ') || 'nothing'}` };
    default:
      return told === undefined ? undefined : { level: 'info', text: told };
  }
}

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}

function finished(event: Extract<RunEventEnvelope, { type: 'run.finished' }>): LogLine {
  const { outcome, attempts, repairs, costUsd, failure } = event;
  const facts = `${outcome} after ${attempts} attempts, ${repairs} repairs, ${describeCost(costUsd)}`;
  if (failure === null) return { level: 'info', text: `Run ${facts}` };
  return { level: 'error', text: `Run ${facts}: ${failure.message}` };
}
