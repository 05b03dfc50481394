import { z } from 'zod';
import type { DockerClient } from './docker-client.ts';

interface EngineFacts {
  readonly version: string;
  /** What its containers run: `linux`, or `windows`, which is of no use here. */
  readonly os: string;
  readonly cpus: number;
}

/** Throws ForgeError `sandbox.unavailable` when no answer comes in time. */
export async function askEngineFacts(client: DockerClient): Promise<EngineFacts> {
  const info = infoSchema.parse(await client.ask(docker => docker.info()));
  return { version: info.ServerVersion, os: info.OSType, cpus: info.NCPU };
}

const infoSchema = z.object({ ServerVersion: z.string(), OSType: z.string(), NCPU: z.number() });
