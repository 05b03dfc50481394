import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type TestGroup, testGroups, testSteps } from './runner/test-groups.ts';
import {
  addTotals,
  formatTotals,
  noTotals,
  parseMissing,
  parseTotals,
  type TestTotals,
} from './runner/test-totals.ts';

// Names of groups may be given; without any, everything is run.
const names = process.argv.slice(2);
const all = [...testSteps, ...testGroups];
const unknown = names.filter(name => !all.some(group => group.name === name));
if (unknown.length > 0) {
  throw new Error(
    `There is no test group ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`,
  );
}

let totals = noTotals;
const missing = new Set<string>();
for (const group of all.filter(({ name }) => names.length === 0 || names.includes(name))) {
  process.stdout.write(`\n=== ${group.name} ===\n`);
  const { exitCode, output } = await runNode(group);
  totals = addTotals(
    totals,
    testSteps.includes(group) ? stepTotals(exitCode) : groupTotals(exitCode, output),
  );
  for (const component of parseMissing(output)) missing.add(component);
}

for (const component of missing) {
  process.stdout.write(`\n!!! MISSING: ${component}. The tests that need it were SKIPPED.\n`);
}
process.stdout.write(`\n${formatTotals(totals)}\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/** Shows the output as it comes, and returns all of it. */
async function runNode({
  args,
}: TestGroup): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const env = { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  const show = (target: NodeJS.WriteStream) => (chunk: string) => {
    output += chunk;
    target.write(chunk);
  };
  child.stdout.setEncoding('utf8').on('data', show(process.stdout));
  child.stderr.setEncoding('utf8').on('data', show(process.stderr));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output };
}

function stepTotals(exitCode: number | null): TestTotals {
  return exitCode === 0 ? { ...noTotals, passed: 1 } : { ...noTotals, failed: 1 };
}

/** A group that breaks down is one failure more than it told. */
function groupTotals(exitCode: number | null, output: string): TestTotals {
  const told = parseTotals(output);
  if (told !== undefined && (exitCode === 0 || told.failed > 0)) return told;
  process.stdout.write(`\nThe group broke down with exit code ${exitCode}.\n`);
  return addTotals(told ?? noTotals, { ...noTotals, failed: 1 });
}
