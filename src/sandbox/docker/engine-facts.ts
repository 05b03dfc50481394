import { z } from 'zod';
import type { DockerClient } from './docker-client.ts';
import { notAnEngine } from './docker-error.ts';

interface EngineFacts {
  readonly version: string;
  /** What its containers run: `linux`, or `windows`, which is of no use here. */
  readonly os: string;
  readonly cpus: number;
}

/** Throws ForgeError `sandbox.unavailable` when no answer comes in time. */
export async function askEngineFacts(client: DockerClient): Promise<EngineFacts> {
  const info = infoSchema.safeParse(await client.ask(docker => docker.info()));
  if (!info.success) throw notAnEngine(client.address, info.error);
  return { version: info.data.ServerVersion, os: info.data.OSType, cpus: info.data.NCPU };
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
