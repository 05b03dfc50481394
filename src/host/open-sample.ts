import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelTiers } from '../engine/routing/model-tiers.ts';
import { defaultRouting } from '../engine/routing/routing-wish.ts';
import type { RunPorts } from '../engine/run/run-ports.ts';
import { defaultLimits, type RunRequest } from '../engine/run/run-request.ts';
import type { Host } from './open-host.ts';
import { openRecordedModels } from './open-models.ts';

/** The sample project in a new copy, with a task for it and models that solve it. */
export interface OpenedSample {
  /** Absolute; it is the user's from here on. */
  readonly root: string;
  readonly request: RunRequest;
  /** What the run's ports have otherwise than the host's: a recorded session where there is no model to ask. */
  readonly overrides: Partial<RunPorts>;
  /** The models, for people. */
  readonly title: string;
  readonly isRecorded: boolean;
}

/** Throws ForgeError `config.invalid` for a recording that cannot be read. */
export async function openSample(
  host: Host,
  assetsDirectory: string,
  signal: AbortSignal,
): Promise<OpenedSample> {
  const source = path.join(assetsDirectory, 'samples');
  const root = path.join(await mkdtemp(path.join(tmpdir(), 'codeforge-sample-')), 'fairshare');
  const [task, models] = await Promise.all([
    readFile(path.join(source, 'fairshare-task.txt'), 'utf8'),
    chooseModels(host, source, signal),
    cp(path.join(source, 'fairshare'), root, { recursive: true }),
  ]);
  const { tiers, ...rest } = models;
  return { root, request: requestFor(task.trim(), tiers, host), ...rest };
}

async function chooseModels(host: Host, source: string, signal: AbortSignal) {
  const found = await host.models(signal);
  if (found !== undefined) return { ...found, overrides: {}, isRecorded: false };
  const file = path.join(source, 'fairshare-session.json');
  const { open, ...recorded } = openRecordedModels(await readFile(file, 'utf8'), file);
  return { ...recorded, overrides: { openModel: open }, isRecorded: true };
}

function requestFor(task: string, tiers: ModelTiers, { settings }: Host): RunRequest {
  return {
    task,
    attachments: [],
    model: null,
    tiers,
    routing: defaultRouting,
    check: null,
    softCheck: 'warn',
    limits: { ...defaultLimits, ...settings.caps },
  };
}
