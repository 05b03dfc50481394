import { ForgeError } from '../../engine/forge-error.ts';
import type { SandboxLanguage } from '../../engine/ports/sandbox.ts';
import type { DockerClient } from './docker-client.ts';
import { dockerError } from './docker-error.ts';
import { askEngineFacts, askEngineKind, type EngineKind } from './engine-facts.ts';
import { chooseImage, type ImageChoice, type ImageSettings } from './image-choice.ts';
import { untilAborted } from './until-aborted.ts';

/** Whether the Docker sandbox can be used, for `doctor` and for choosing a sandbox. */
export type DockerStatus =
  | {
      readonly kind: 'available';
      readonly address: string;
      readonly engine: EngineKind;
      /** Undefined where the engine is too busy to say it in time. */
      readonly version: string | undefined;
      /** What it takes to have an image: see ImageChoice. */
      readonly images: Readonly<Record<SandboxLanguage, ImageChoice['kind']>>;
    }
  | {
      readonly kind: 'unavailable';
      readonly address: string;
      /** A full sentence, with what to do. */
      readonly reason: string;
    };

/** What the client that asks should wait for one answer at most. */
export const probePatienceMs = 1_200;

/** Answers within two seconds, also for an engine that is dead or hangs. */
export async function probeDocker(
  client: DockerClient,
  settings: ImageSettings,
  signal: AbortSignal,
): Promise<DockerStatus> {
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(1_300);
  try {
    return await untilAborted(askStatus(client, settings), AbortSignal.any([signal, deadline]));
  } catch (caught) {
    const error = caught === deadline.reason ? dockerError(caught, client.address) : caught;
    if (!(error instanceof ForgeError)) throw error;
    return { kind: 'unavailable', address: client.address, reason: error.message };
  }
}

async function askStatus(client: DockerClient, settings: ImageSettings): Promise<DockerStatus> {
  const { address } = client;
  const engine = await askEngineKind(client);
  const [facts, python, node] = await Promise.all([
    inTime(askEngineFacts(client)),
    chooseImage(client, settings, 'python'),
    chooseImage(client, settings, 'node'),
  ]);
  if (facts !== undefined && facts.os !== 'linux') {
    return { kind: 'unavailable', address, reason: notLinux(facts.os) };
  }
  const images = { python: python.kind, node: node.kind };
  return { kind: 'available', address, engine, version: facts?.version, images };
}

/** Undefined when it takes too long. */
async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const patience = AbortSignal.timeout(900);
  try {
    return await untilAborted(work, patience);
  } catch (error) {
    if (error !== patience.reason) throw error;
    // The client gives up on it soon, and there is nobody to tell.
    work.catch(() => undefined);
    return undefined;
  }
}

function notLinux(os: string): string {
  return `Docker at this address runs ${os} containers, but the sandbox needs Linux ones. Switch it over, or choose the embedded sandbox with --sandbox embedded.`;
}
