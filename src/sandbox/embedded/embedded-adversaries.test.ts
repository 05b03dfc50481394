import { readdir, readFile } from 'node:fs/promises';
import { missingComponent, sandboxes, testFolder } from '../../../test/embedded-sandboxes.ts';
import { describeAdversaries } from '../contract/adversaries.contract.ts';

describeAdversaries({
  name: 'embedded',
  open: sandboxes.open,
  missing: async () => (sandboxes.probe().kind === 'ready' ? undefined : missingComponent),
  leftovers: async runId => [...(await foldersOf(runId)), ...(await processesOf(runId))],
});

async function foldersOf(runId: string): Promise<readonly string[]> {
  return (await readdir(testFolder)).filter(name => name.includes(runId));
}

/** Every process tells the folder it belongs to on its command line. */
async function processesOf(runId: string): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter(name => /^\d+$/u.test(name));
  const lines = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter(line => line.includes(runId));
}
