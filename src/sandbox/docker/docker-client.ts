import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { inspect } from 'node:util';
import type Docker from 'dockerode';
import { dockerError } from './docker-error.ts';
import type { DockerHost } from './docker-host.ts';
import { untilAborted } from './until-aborted.ts';

/** The one way to an engine: nothing waits longer than its deadline, and every failure is worded for people. */
export interface DockerClient {
  readonly address: string;
  /** Throws ForgeError `sandbox.unavailable` for whatever the engine refuses or leaves unanswered. */
  ask<T>(question: (docker: Docker) => Promise<T>, deadlineMs?: number): Promise<T>;
}

/** `patienceMs` is how long questions wait that name no deadline of their own. */
export function dockerClient(host: DockerHost, patienceMs: number = defaultPatienceMs): DockerClient {
  const agent = tersely(host.connection.protocol === 'https' ? new SecureAgent() : new Agent());
  let connecting: Promise<Docker> | undefined;

  return {
    address: host.address,
    async ask(question, deadlineMs = patienceMs) {
      connecting ??= connect(host, agent);
      const docker = await connecting;
      const deadline = AbortSignal.timeout(deadlineMs);
      try {
        return await untilAborted(question(docker), deadline);
      } catch (error) {
        // The engine hangs: no open connection to it is of any use, and each would keep the process alive.
        if (error === deadline.reason) agent.destroy();
        throw dockerError(error, host.address);
      }
    },
  };
}

// Creating a container on a busy machine takes seconds; an engine that is silent for longer hangs.
const defaultPatienceMs = 30_000;

/**
 * The library writes out the options of every request for a debug log, whether or not anybody reads it: with the
 * agent and all its sockets that would take longer than the engine's answer.
 */
function tersely(agent: Agent): Agent {
  return Object.assign(agent, { [inspect.custom]: () => 'Agent' });
}

/** Loaded on first use: the library is large, and most starts of the program never need it. */
async function connect(host: DockerHost, agent: Agent): Promise<Docker> {
  const { default: Client } = await import('dockerode');
  // In a variable: the typings lack the agent, which the library hands on to Node.
  const options = { ...host.connection, agent };
  return new Client(options);
}
