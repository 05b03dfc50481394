import assert from 'node:assert/strict';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { OpenSandbox } from '../../engine/ports/sandbox.ts';
import { openFor, run, signal, texts } from './trial.contract.ts';

/** What a sandbox may leave behind. Each list is empty before and after. */
export interface Traces {
  /** Resolves when nothing goes on in the background any more. */
  settle(): Promise<void>;
  /** Containers, or whatever the backend makes outside this process. */
  outside(): Promise<readonly string[]>;
}

/** Two hundred sandboxes in a row, and eight at once: nothing may be left of any of them. */
export function describeEndurance(open: OpenSandbox, traces: Traces): void {
  it('leaves no trace of two hundred programs in a row and eight at once', async function () {
    this.timeout(30 * 60_000);
    await Promise.all([once(open, 'python'), once(open, 'node')]);
    await traces.settle();
    const before = await tracesOf(traces);

    for (let round = 0; round < 200; round += 1) await once(open, languageOf(round));
    await Promise.all(Array.from({ length: 8 }, (_, index) => once(open, languageOf(index))));
    await traces.settle();

    assert.deepEqual(await tracesOf(traces), before);
  });
}

/** Python for the most part is what takes long without a container. */
function languageOf(round: number): 'python' | 'node' {
  return round % 4 === 0 ? 'python' : 'node';
}

async function once(open: OpenSandbox, language: 'python' | 'node'): Promise<void> {
  await using sandbox = await openFor(open, language);
  const files = { 'main.py': "print('here')", 'main.js': "console.log('here')" };
  await sandbox.write({ files: texts(files), deleted: [] }, signal());
  const { stdout } = await run(sandbox, language === 'python' ? 'python3 main.py' : 'node main.js');
  assert.equal(stdout, 'here\n');
}

async function tracesOf(traces: Traces) {
  return {
    outside: await traces.outside(),
    files: (await readdir(tmpdir())).filter(name => name.includes(`-${process.pid}-`)),
    // As many wait for programs as before, though none of them is the same.
    processes: (await ownChildren()).length,
    handles: await openHandles(),
    resources: countKinds(process.getActiveResourcesInfo()),
  };
}

async function ownChildren(): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const text = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  return text.trim() === '' ? [] : text.trim().split(' ');
}

/** How many there are of each kind; numbers of sockets and pipes differ each time. */
async function openHandles(): Promise<Readonly<Record<string, number>>> {
  if (process.platform !== 'linux') return {};
  const handles = await readdir('/proc/self/fd');
  const targets = await Promise.all(
    handles.map(handle => readlink(`/proc/self/fd/${handle}`).catch(() => '')),
  );
  return countKinds(targets.filter(target => target !== '').map(target => target.replace(/:\[\d+\]$/u, '')));
}

function countKinds(kinds: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  // The lookups themselves hold some for a moment.
  for (const kind of kinds.filter(one => !/^(?:FSReq|\/proc\/)/u.test(one)))
    counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
