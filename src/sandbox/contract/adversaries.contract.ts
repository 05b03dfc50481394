import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { skipWithout } from '../../../test/missing-component.ts';
import type { CommandResult, OpenSandbox, Sandbox } from '../../engine/ports/sandbox.ts';
import {
  type Adversary,
  type AdversaryBackendName,
  type Ending,
  programFiles,
  type Showing,
} from './adversaries/adversary.contract.ts';
import { floods } from './adversaries/floods.contract.ts';
import { harnessAttackers } from './adversaries/harness-attackers.contract.ts';
import { type HostBait, layBait } from './adversaries/host-bait.contract.ts';
import { kernelCallers } from './adversaries/kernel-callers.contract.ts';
import { snoops } from './adversaries/snoops.contract.ts';
import { stubborn } from './adversaries/stubborn.contract.ts';
import { tricksters } from './adversaries/tricksters.contract.ts';
import { run, signal, texts } from './trial.contract.ts';

export interface AdversaryBackend {
  readonly name: AdversaryBackendName;
  readonly open: OpenSandbox;
  /** The name of the real component that this machine lacks; else undefined. */
  readonly missing: () => Promise<string | undefined>;
  /** What sandboxes of the run have left on this machine: containers, processes, folders. */
  readonly leftovers: (runId: string) => Promise<readonly string[]>;
}

/**
 * Every adversary, in one sandbox, one after the other: each comes to the end that it must come to, and the
 * program after it finds the files that it was given, and nobody else.
 */
export function describeAdversaries(backend: AdversaryBackend): void {
  describe(`the ${backend.name} sandbox against adversaries`, function () {
    this.timeout(120_000);
    const runId = `adversaries-${process.pid}`;
    const times: Time[] = [];
    let bait: HostBait;
    let sandbox: Sandbox;
    let companions: readonly string[];

    before(async function () {
      this.timeout(600_000);
      const component = await backend.missing();
      if (component !== undefined) skipWithout(this, component);
      bait = await layBait();
      sandbox = await backend.open({ runId, language: 'node', signal: signal() });
      await run(sandbox, 'python3 -c "print(42)"');
      companions = (await runNext(sandbox, randomUUID(), [])).processes;
    });

    after(async () => {
      await sandbox?.[Symbol.asyncDispose]();
      await bait?.[Symbol.asyncDispose]();
      if (times.length > 0) process.stderr.write(describeTimes(times));
    });

    for (const [theme, adversaries] of Object.entries(themes)) {
      describe(theme, () => {
        for (const adversary of adversaries) {
          it(`holds against a program that ${adversary.name}`, async () => {
            const limitMs = adversary.limitMs ?? defaultLimitMs;
            const result = await attack(sandbox, {
              ...adversary,
              source: bait.fill(adversary.source),
              limitMs,
            });
            times.push({ name: adversary.name, limitMs, tookMs: result.durationMs });

            assertShown(result, showingOn(backend.name, adversary));
            assert.equal(result.durationMs < limitMs + hungAfterMs, true, `it took ${result.durationMs} ms`);
            await bait.assertUntouched(result);
            await assertNextUnaffected(sandbox, adversary, companions);
          });
        }
      });
    }

    describe('after all of them', () => {
      it('leaves nothing behind', async () => {
        await sandbox[Symbol.asyncDispose]();

        assert.deepEqual(await backend.leftovers(runId), []);
      });
    });
  });
}

const themes = {
  'that take all they can get': floods,
  'that will not end, or lie about it': stubborn,
  'that look for what is not theirs': snoops,
  'that set traps for the harness': tricksters,
  'that talk to the kernel': kernelCallers,
  'that turn against what runs them': harnessAttackers,
} as const;

// For programs that end by themselves, on a machine that does much else.
const defaultLimitMs = 20_000;

// Far more than any machine needs to kill a program: whoever takes longer hangs.
const hungAfterMs = 15_000;

async function attack(
  sandbox: Sandbox,
  { language, source, limitMs }: Adversary & { readonly limitMs: number },
): Promise<CommandResult> {
  const { path, command } = programFiles[language];
  const files = texts({ [path]: source, 'kept.txt': 'kept' });
  await sandbox.write({ files, deleted: ['next.txt', 'nested/deep.txt', 'nested'] }, signal());
  return run(sandbox, command, { timeoutMs: limitMs });
}

function showingOn(backend: AdversaryBackendName, { shows }: Adversary): Showing {
  return 'ends' in shows ? shows : shows[backend];
}

function assertShown(result: CommandResult, { ends, prints }: Showing): void {
  const allowed: readonly Ending[] = typeof ends === 'string' ? [ends] : ends;
  const told = JSON.stringify(result).slice(0, 2_000);
  assert.equal(allowed.includes(endingOf(result)), true, `not ${allowed.join(' or ')}: ${told}`);
  if (typeof prints === 'string') assert.equal(result.stdout, prints, told);
  if (prints instanceof RegExp) assert.match(result.stdout, prints, told);
}

function endingOf(result: CommandResult): Ending {
  if (result.unsupported !== undefined) return 'unsupported';
  if (result.timedOut) return 'limit';
  if (result.outOfMemory) return 'memory';
  return result.exitCode === 0 ? 'green' : 'red';
}

async function assertNextUnaffected(
  sandbox: Sandbox,
  { leaves = [] }: Adversary,
  companions: readonly string[],
): Promise<void> {
  const token = randomUUID();
  const next = await runNext(sandbox, token, leaves);

  assert.deepEqual(
    { ...next, processes: next.processes.filter(one => !companions.includes(one)) },
    {
      next: token,
      deep: token,
      kept: 'kept',
      left: [],
      processes: [],
    },
  );
}

interface NextReport {
  readonly next: string;
  readonly deep: string;
  readonly kept: string;
  readonly left: readonly string[];
  readonly processes: readonly string[];
}

async function runNext(sandbox: Sandbox, token: string, leaves: readonly string[]): Promise<NextReport> {
  const files = {
    'kept.txt': 'kept',
    'next.txt': token,
    'nested/deep.txt': token,
    'next.mjs': nextProgram(leaves),
  };
  await sandbox.write({ files: texts(files), deleted: leaves }, signal());
  const result = await run(sandbox, 'node next.mjs');
  assert.equal(result.exitCode, 0, JSON.stringify(result));
  return JSON.parse(result.stdout) as NextReport;
}

/** Tells what it finds: its files, what should be gone, and processes that are not among its ancestors. */
function nextProgram(leaves: readonly string[]): string {
  return `
import fs from 'node:fs';
import os from 'node:os';
fs.writeFileSync(os.tmpdir() + '/next', '');
const read = name => fs.readFileSync(name, 'utf8');
const facts = pid => {
  try {
    const status = read('/proc/' + pid + '/status');
    const command = read('/proc/' + pid + '/cmdline').replaceAll('\\0', ' ');
    return { pid, command, parent: /PPid:\\t(\\d+)/.exec(status)[1], user: /Uid:\\t(\\d+)/.exec(status)[1] };
  } catch {
    return undefined;
  }
};
const processes = () => {
  try {
    return fs.readdirSync('/proc').filter(name => /^\\d+$/.test(name)).map(facts).filter(Boolean);
  } catch {
    return [];
  }
};
const all = processes();
const kin = new Set();
for (let pid = String(process.pid); all.some(one => one.pid === pid); pid = all.find(one => one.pid === pid).parent) kin.add(pid);
const own = all.filter(one => one.user === '1000' && !kin.has(one.pid));
console.log(JSON.stringify({
  next: read('next.txt'),
  deep: read('nested/deep.txt'),
  kept: read('kept.txt'),
  left: ${JSON.stringify(leaves)}.filter(name => fs.existsSync(name)),
  processes: own.map(one => one.command),
}));
`;
}

interface Time {
  readonly name: string;
  readonly limitMs: number;
  readonly tookMs: number;
}

/** How far the slowest went over their limits. Told, not judged: a busy machine is no fault. */
function describeTimes(times: readonly Time[]): string {
  const over = ({ tookMs, limitMs }: Time) => tookMs - limitMs;
  const slowest = times.toSorted((one, other) => over(other) - over(one)).slice(0, 10);
  const rows = slowest.map(
    ({ name, limitMs, tookMs }) => `    ${limitMs} ms  ${Math.round(tookMs)} ms  ${name}`,
  );
  return `\n    ${times.length} adversaries; the closest to their limits (limit, took):\n${rows.join('\n')}\n`;
}
