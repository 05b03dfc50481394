import type Docker from 'dockerode';
import { z } from 'zod';
import type { DockerClient } from './docker-client.ts';
import { notAnEngine } from './docker-error.ts';

export type EngineKind = 'Docker' | 'Podman';

interface EngineFacts {
  readonly kind: EngineKind;
  readonly version: string;
  /** What its containers run: `linux`, or `windows`, which is of no use here. */
  readonly os: string;
  readonly cpus: number;
}

/** Throws ForgeError `sandbox.unavailable` when no answer comes in time, or none that an engine would give. */
export async function askEngineFacts(client: DockerClient): Promise<EngineFacts> {
  const [kind, answer] = await Promise.all([askEngineKind(client), client.ask(docker => docker.info())]);
  const info = infoSchema.safeParse(answer);
  if (!info.success) throw notAnEngine(client.address, info.error);
  return { kind, version: info.data.ServerVersion, os: info.data.OSType, cpus: info.data.NCPU };
}

/** Answered at once also by an engine that is busy, unlike all other questions. Throws as askEngineFacts does. */
export async function askEngineKind(client: DockerClient): Promise<EngineKind> {
  const isPodman = await client.ask(docker => ping(docker, '/libpod/_ping'));
  if (isPodman) return 'Podman';
  if (await client.ask(docker => ping(docker, '/_ping'))) return 'Docker';
  throw notAnEngine(client.address);
}

/** False where nothing is at that path, or something else. */
function ping(docker: Docker, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const statusCodes = { 200: true, 404: true };
    docker.modem.dial({ path, method: 'GET', statusCodes }, (error: unknown, body: unknown) => {
      if (error === null) resolve(String(body) === 'OK');
      else reject(error);
    });
  });
}

export interface RememberedFacts {
  /** Asks the engine once, until the answer is forgotten: it takes an engine longer than a short program runs. */
  get(): Promise<EngineFacts>;
  forget(): void;
}

export function rememberedFacts(client: DockerClient): RememberedFacts {
  let facts: Promise<EngineFacts> | undefined;
  const forget = () => {
    facts = undefined;
  };
  return {
    async get() {
      facts ??= askEngineFacts(client);
      try {
        return await facts;
      } catch (error) {
        forget();
        throw error;
      }
    },
    forget,
  };
}

const infoSchema = z.object({ ServerVersion: z.string(), OSType: z.string(), NCPU: z.number() });
