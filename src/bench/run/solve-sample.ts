import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ForgeError } from '../../engine/forge-error.ts';
import type { ContentHash } from '../../engine/ports/content-store.ts';
import { totalCostUsd } from '../../engine/run/call-totals.ts';
import type { RunPorts } from '../../engine/run/run-ports.ts';
import type { RunRequest } from '../../engine/run/run-request.ts';
import { createRun, type RunSession, reopenRun } from '../../engine/run/run-session.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import type { Workflow } from '../../engine/workflow/workflow.ts';
import type { BenchTask } from '../suite/bench-task.ts';
import { runNotWritable } from './line-file.ts';

export interface SampleOrder {
  readonly task: BenchTask;
  readonly sample: number;
  /** Made for this sample; what is in it is a copy that nobody else has. */
  readonly folder: string;
  readonly portsFor: (root: string) => Promise<RunPorts>;
  readonly workflow: Workflow;
  /** All but the task and its check. */
  readonly request: Omit<RunRequest, 'task' | 'check' | 'attachments'>;
  readonly signal: AbortSignal;
}

export interface SolvedSample {
  readonly view: RunView;
  /**
   * Of its answers, as the tokens are; null when any price is unknown. A call whose process died has none: that one stands
   * in the ledger, at its worst.
   */
  readonly costUsd: number | null;
  /** What the first attempt ran; '' when there was none. */
  readonly firstCode: string;
  readonly finalCode: string;
}

/** Where a task's program is, in the folder that agents work on. */
const solutionFile = 'solution.py';
const examplesFile = 'examples.py';

/**
 * Takes a task through the engine, as `solve` does, up to the decision; one that was interrupted goes on where it
 * was. Throws ForgeError when the run cannot go on (a model that is not to be reached, a cap): it is no result.
 */
export async function solveSample(order: SampleOrder): Promise<SolvedSample> {
  const { task, folder, signal } = order;
  await writeFolder(folder, task);
  const ports = await order.portsFor(folder);
  const session = openSession(order, ports);
  const onAbort = (): void => void session.release();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    signal.throwIfAborted();
    session.start();
    if (session.view().awaiting === 'resume') await session.resume();
    const view = await Promise.race([session.settled(), aborted(signal)]);
    refuseObstacle(view);
    const contents = (hash: ContentHash | undefined) => (hash === undefined ? '' : solutionIn(hash, ports));
    return {
      view,
      costUsd: totalCostUsd(ports.store.calls(view.runId).filter(({ outcome }) => outcome !== null)),
      firstCode: contents(view.attempts[0]?.changeSet),
      finalCode: contents(view.changeSet.hash),
    };
  } finally {
    signal.removeEventListener('abort', onAbort);
    await session.release();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The sample's run, where it was. One that has failed for good is begun anew: an obstacle would otherwise stay for ever,
 * and what was answered before is given again at no cost.
 */
function openSession(order: SampleOrder, ports: RunPorts): RunSession {
  const { task, workflow, request } = order;
  for (let begun = 0; ; begun += 1) {
    const runId = runIdOf(order, begun);
    const known = ports.store.load(runId);
    if (known === undefined) return createRun(ports, { runId, request: requestFor(task, request), workflow });
    if (known.outcome !== 'failed') return reopenRun(ports, runId, request.limits);
  }
}

/** The same for the same sample, so that it is found again after a kill. */
function runIdOf({ task, sample }: SampleOrder, begun: number): string {
  const name = [task.id, sample, ...(begun === 0 ? [] : [begun])].join(' ');
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}

async function writeFolder(folder: string, task: BenchTask): Promise<void> {
  const files = {
    ...task.files,
    ...(task.starter !== '' && { [solutionFile]: task.starter }),
    ...(task.visibleTests !== '' && { [examplesFile]: `from solution import *\n\n${task.visibleTests}` }),
  };
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
  } catch (cause) {
    throw runNotWritable(folder, cause);
  }
}

function requestFor(task: BenchTask, request: SampleOrder['request']): RunRequest {
  const where = task.starter === '' ? `Write it to ${solutionFile}.` : `It is in ${solutionFile}.`;
  const check = task.visibleTests === '' ? `python3 ${solutionFile}` : `python3 ${examplesFile}`;
  return { ...request, task: `${task.prompt}\n\n${where}`, check, attachments: [] };
}

/** A change set is stored as its entries, see changeSetOf. */
function solutionIn(hash: ContentHash, { store, workspace: _ }: RunPorts): string {
  const text = (of: ContentHash) => new TextDecoder().decode(store.contents.get(of));
  const entries = JSON.parse(text(hash)) as readonly (readonly [
    string,
    { readonly next: ContentHash | null },
  ])[];
  const next = entries.find(([name]) => name === solutionFile)?.[1].next ?? undefined;
  return next === undefined ? '' : text(next);
}

/** What kept the run from an end of its own, which says nothing about the model's work. */
function refuseObstacle({ awaiting, failure, runId }: RunView): void {
  if (failure === null) return;
  const isObstacle = awaiting === 'resume' || /^(?:provider|sandbox|config|budget)\./u.test(failure.code);
  if (!isObstacle) return;
  if (failure.code === 'bug') throw new Error(failure.message);
  throw new ForgeError(failure.code, failure.message, { retryable: failure.retryable, cause: runId });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
