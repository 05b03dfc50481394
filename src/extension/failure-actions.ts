import type { Failure } from '../engine/failure.ts';
import type { FailureActionSlice } from '../protocol/chat/run-slice.ts';

/** What a person can do about a failure with one click. */
export const failureActionTitles = {
  settings: 'Open Settings',
  key: 'Set API Key',
  log: 'Show Log',
  again: 'Try Again',
  install: 'Install Dependencies',
  review: 'Show Review',
  mark: 'Take Both with Markers',
  trust: 'Manage Trust',
  report: 'Report an Issue',
} as const;

export type FailureAction = keyof typeof failureActionTitles;

/** The buttons under a failure, by its code; a code that is left out does not compile. */
const failureActions: Readonly<Record<Failure['code'], readonly FailureAction[]>> = {
  'config.invalid': ['settings'],
  'config.missing-key': ['key', 'settings'],
  'provider.unauthorized': ['key', 'again'],
  'provider.rate-limited': ['again', 'log'],
  'provider.unreachable': ['again', 'settings'],
  'provider.refused': ['log'],
  'provider.no-credit': ['again', 'key'],
  'provider.bad-request': ['settings', 'log'],
  'provider.no-tools': ['settings', 'log'],
  'provider.context-too-long': ['settings', 'log'],
  'agent.stuck': ['again', 'log'],
  'check.missing': ['settings'],
  'change.blocked': ['settings', 'log'],
  'sandbox.unavailable': ['again', 'settings'],
  'sandbox.image-missing': ['settings', 'log'],
  'sandbox.unsupported': ['settings'],
  'sandbox.packages-missing': ['install', 'again'],
  'workspace.unreadable': ['again', 'log'],
  'workspace.untrusted': ['trust'],
  'workspace.stale-base': ['review', 'again'],
  'workspace.conflict': ['mark', 'review'],
  'workspace.outside-root': ['log'],
  'budget.exceeded': ['settings', 'again'],
  'repairs.exhausted': ['log', 'settings'],
  'snapshot.incompatible': ['log'],
  'run.unknown': ['log'],
  'run.busy': ['log'],
  bug: ['log', 'report'],
};

export function isFailureAction(id: string): id is FailureAction {
  return Object.hasOwn(failureActionTitles, id);
}

export function actionsFor(failure: Failure): readonly FailureActionSlice[] {
  return failureActions[failure.code].map(id => ({ id, title: failureActionTitles[id] }));
}

/** The sentences for people. A bug's message carries its stack, which belongs into the log. */
export function messageOf(failure: Failure): string {
  if (failure.code !== 'bug') return failure.message;
  const [firstLine = ''] = failure.message.split('\n');
  return `CodeForge met something it was not made for: ${firstLine}. The log has the details.`;
}
