import type { DockerSandboxes } from '../../src/sandbox/docker/docker-sandboxes.ts';
import { besideRival } from '../measure/beside-rival.ts';
import { type Finding, findingOf } from '../measure/finding.ts';
import { dockerRun, dockerRunName } from './docker-run.ts';
import { printInSandbox } from './print-in-sandbox.ts';
import { timed } from './timed.ts';

/** How many containers shall wait for the programs that are measured here. */
export const waiting = 8;

/** More than that. */
const flood = 24;

/** From opening to the result, in turn with the rival, so that both meet the same load. */
export async function timeToResult(docker: DockerSandboxes): Promise<Finding> {
  const ours: number[] = [];
  const rival: number[] = [];
  for (let pair = 0; pair < 8; pair += 1) {
    await docker.whenPrepared();
    ours.push(await printInDocker(docker));
    await docker.whenPrepared();
    rival.push(await timed(dockerRun));
  }
  return besideRival('print(42): time to the result', ours, { ...dockerRunName, values: rival, share: 0.35 });
}

/** As many programs as containers wait, four at a time, each until its container is gone. */
export async function timeOfBurst(docker: DockerSandboxes): Promise<Finding> {
  const ours: number[] = [];
  const rival: number[] = [];
  for (let pair = 0; pair < 4; pair += 1) {
    await docker.whenPrepared();
    ours.push(await timed(() => fourAtATime(waiting, () => printInDocker(docker))));
    await docker.whenPrepared();
    rival.push(await timed(() => fourAtATime(waiting, dockerRun)));
  }
  return besideRival(`print(42): ${waiting} programs, four at a time`, ours, {
    ...dockerRunName,
    values: rival,
    share: 1 / 3,
  });
}

/** What is left of the advantage when containers have to be made while programs run. */
export async function timeOfFlood(docker: DockerSandboxes): Promise<Finding> {
  await docker.whenPrepared();
  const ours = await timed(() => fourAtATime(flood, () => printInDocker(docker)));
  await docker.whenPrepared();
  const rival = await timed(() => fourAtATime(flood, dockerRun));
  const what = `print(42): ${flood} programs, four at a time, of which ${waiting} find a container waiting`;
  return findingOf({ what, unit: 'ms', values: [ours], beside: [{ ...dockerRunName, value: rival }] });
}

/** To the result, in milliseconds; the container is gone when this resolves. */
export async function printInDocker(docker: DockerSandboxes): Promise<number> {
  return printInSandbox(docker.open);
}

async function fourAtATime(count: number, work: () => Promise<unknown>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}
