import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDockerSandboxes } from '../../src/sandbox/docker/docker-sandboxes.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { timesOfCopy } from './copy-times.ts';
import { printInDocker, timeOfBurst, timeOfFlood, timeToResult, waiting } from './docker-times.ts';
import { timesOfDoctor } from './doctor-times.ts';
import { timesOfEmbedded } from './embedded-times.ts';

const signal = new AbortController().signal;
const imagesDirectory = path.join(import.meta.dirname, '../../sandbox-images');

/**
 * What the sandboxes take, the Docker one beside a `docker run --rm` with the same limits in the same minutes.
 * `--out FILE` names where the JSON goes.
 */
async function measureSandbox(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  await using docker = createDockerSandboxes({ imagesDirectory, prepared: waiting });
  await docker.prepare('python', { signal, onProgress: console.error });
  await printInDocker(docker);
  const findings = [
    await timeToResult(docker),
    await timeOfBurst(docker),
    await timeOfFlood(docker),
    ...(await timesOfCopy(docker)),
    ...(await timesOfEmbedded()),
    ...(await timesOfDoctor()),
  ];
  await reportFindings('sandbox', findings, values.out);
}

await measureSandbox();
