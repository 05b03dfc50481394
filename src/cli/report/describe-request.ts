import { plainLine } from '../../engine/plain-text.ts';
import type { RunRequest } from '../../engine/run/run-request.ts';
import { formatUsd } from '../display/format-amount.ts';
import type { Colors } from '../display/terminal.ts';

export interface DescribedRequest {
  readonly runId: string;
  readonly request: RunRequest;
  readonly root: string;
  /** The models in words. */
  readonly models: string;
}

/** What is about to happen, before it does. */
export function describeRequest(
  { runId, request, root, models }: DescribedRequest,
  color: Colors,
): readonly string[] {
  const { maxCostUsd } = request.limits;
  const cap = maxCostUsd === null ? '' : ` · at most ${formatUsd(maxCostUsd)}`;
  return [
    color.bold(cutTask(plainLine(request.task))),
    color.dim(`run ${runId} · ${plainLine(models)}${cap}`),
    color.dim(plainLine(root)),
    '',
  ];
}

function cutTask(task: string): string {
  return task.length > maxTaskCharacters ? `${task.slice(0, maxTaskCharacters)}…` : task;
}

const maxTaskCharacters = 400;
