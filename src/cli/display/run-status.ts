import { allTokens } from '../../engine/cost/all-tokens.ts';
import { plainLine } from '../../engine/plain-text.ts';
import { type Countdown, describeCountdown } from '../../engine/resilience/describe-notice.ts';
import { waitAfter } from '../../engine/resilience/wait-after.ts';
import type { RunEventEnvelope } from '../../engine/run/run-events.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import { formatDuration, formatTokens, formatUsd } from './format-amount.ts';
import { silent } from './line-display.ts';
import type { Colors } from './terminal.ts';

/** What the status line tells. */
export interface Status {
  readonly startedAt: number;
  readonly phase: string;
  /** The check that runs now or ran last; 0 before the first. */
  readonly attempt: number;
  readonly tokens: number;
  readonly costUsd: number | null;
  /** What is happening at this moment, in a few words. */
  readonly activity: string;
  /** What a model's next try is waited for by; null while nothing is. */
  readonly waiting: Countdown | null;
}

export function createStatus(startedAt: number): Status {
  return { startedAt, phase: 'starting', attempt: 0, tokens: 0, costUsd: 0, activity: '', waiting: null };
}

/** Takes an event into the status. The view is asked only when figures can have changed. */
export function updateStatus(status: Status, event: RunEventEnvelope, view: () => RunView): Status {
  const activity = activityOf(event) ?? status.activity;
  if (silent.has(event.type)) return activity === status.activity ? status : { ...status, activity };
  const waiting = waitAfter(status.waiting, event);
  const { state, usage, costUsd } = view();
  const attempt = event.type === 'attempt.started' ? event.attempt : status.attempt;
  return { ...status, activity, waiting, phase: state, attempt, tokens: allTokens(usage), costUsd };
}

/** The status as one line of any length, and how to colour it once it is cut. */
export function describeStatus(status: Status, now: number, color: Colors) {
  const { phase, attempt, tokens, costUsd, activity, startedAt, waiting } = status;
  const frame = frames[Math.floor(now / frameMs) % frames.length] ?? '';
  const parts = [
    phase,
    attempt === 0 ? '' : `attempt ${attempt}`,
    formatDuration(Math.max(0, now - startedAt)),
    `${formatTokens(tokens)} tokens`,
    costUsd === null ? 'cost unknown' : formatUsd(costUsd),
    waiting === null ? activity : describeCountdown(waiting, now),
  ];
  const text = `${frame} ${parts.filter(part => part !== '').join(' · ')}`;
  return { text, paint: (cut: string) => color.dim(cut) };
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;

/** Undefined for events that say nothing about what is going on now. */
function activityOf(event: RunEventEnvelope): string | undefined {
  switch (event.type) {
    case 'phase.started':
      return '';
    case 'model.call.start':
      return `asking ${event.model}`;
    case 'model.reasoning.delta':
      return `the ${event.agent} thinks`;
    case 'model.text.delta':
      return `the ${event.agent} writes`;
    case 'model.call.end':
      return 'running its tools';
    case 'attempt.started':
      return event.command;
    case 'sandbox.progress':
      return event.message;
    case 'terminal.chunk':
      return lastLineOf(event.text);
    default:
      return undefined;
  }
}

function lastLineOf(text: string): string | undefined {
  return text
    .split('\n')
    .map(plainLine)
    .findLast(line => line !== '');
}
