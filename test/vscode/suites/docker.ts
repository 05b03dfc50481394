import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { openRunStore } from '../../../src/store/open-run-store.ts';

/** Whether a Docker engine answers on this machine. */
export async function hasDockerEngine(): Promise<boolean> {
  try {
    return (await ask('/_ping')) === 'OK';
  } catch {
    // Nobody there is the answer that was asked for.
    return false;
  }
}

/** Ids of all containers that the runs of these suites have left. */
export async function leftContainers(): Promise<readonly string[]> {
  const store = openRunStore(process.env['CODEFORGE_HOME'] ?? '');
  const runs = store.list({ limit: 1000 }).map(({ id }) => id);
  store.close();
  const left = await Promise.all(runs.map(containersOf));
  return left.flat();
}

async function containersOf(runId: string): Promise<readonly string[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`codeforge.run=${runId}`] }));
  const containers = JSON.parse(await ask(`/containers/json?all=true&filters=${filters}`)) as {
    Id: string;
  }[];
  return containers.map(({ Id }) => Id);
}

function ask(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: '/var/run/docker.sock', path }, response => {
      text(response).then(resolve, reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}
