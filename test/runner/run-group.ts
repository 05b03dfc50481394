import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestGroup } from './test-groups.ts';
import { addTotals, noTotals, parseTotals, type TestTotals } from './test-totals.ts';

export interface GroupResult {
  readonly totals: TestTotals;
  readonly output: string;
}

/** How long a group may take, and how long what it leaves behind may hold on to its output; milliseconds. */
export interface GroupPatience {
  readonly toEnd: number;
  readonly toLetGo: number;
}

/**
 * Runs a group, and shows its output as it comes. A group that does not end in time, whose processes outlive it, or
 * that breaks down without totals is one failure more than it told: none can keep the others from being run.
 */
export async function runGroup(
  { args, isOneTest = false }: TestGroup,
  { toEnd, toLetGo }: GroupPatience = usualPatience,
): Promise<GroupResult> {
  const env = { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  const show = (target: NodeJS.WriteStream) => (chunk: string) => {
    output += chunk;
    target.write(chunk);
  };
  child.stdout.setEncoding('utf8').on('data', show(process.stdout));
  child.stderr.setEncoding('utf8').on('data', show(process.stderr));

  const closed = once(child, 'close');
  const overtime = setTimeout(() => child.kill('SIGKILL'), toEnd);
  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(overtime);
  const giveUp = new AbortController();
  const outlived = await Promise.race([
    closed.then(() => false),
    wait(toLetGo, true, { signal: giveUp.signal, ref: false }).catch(() => true),
  ]);
  giveUp.abort();
  child.stdout.destroy();
  child.stderr.destroy();

  const told = isOneTest
    ? { ...noTotals, passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1 }
    : parseTotals(output);
  const trouble = [
    signal !== null && `The group was ended by ${signal}; it has ${Math.ceil(toEnd / 60_000)} minutes.`,
    outlived && 'A process that the group started has outlived it, and holds on to its output.',
    signal === null &&
      (told === undefined || (exitCode !== 0 && told.failed === 0)) &&
      `The group broke down with exit code ${exitCode}.`,
  ].filter(sentence => sentence !== false);
  for (const sentence of trouble) process.stdout.write(`\n${sentence}\n`);
  const failed = trouble.length === 0 ? 0 : 1;
  return { totals: addTotals(told ?? noTotals, { ...noTotals, failed }), output };
}

const usualPatience: GroupPatience = { toEnd: 40 * 60_000, toLetGo: 20_000 };
