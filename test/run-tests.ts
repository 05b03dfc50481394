import { runGroup } from './runner/run-group.ts';
import { testGroups } from './runner/test-groups.ts';
import { addTotals, formatTotals, noTotals, parseMissing } from './runner/test-totals.ts';

// Names of groups may be given; without any, everything is run.
const names = process.argv.slice(2);
const unknown = names.filter(name => !testGroups.some(group => group.name === name));
if (unknown.length > 0) {
  throw new Error(
    `There is no test group ${unknown.join(', ')}. There are: ${testGroups.map(({ name }) => name).join(', ')}.`,
  );
}

let totals = noTotals;
const missing = new Set<string>();
for (const group of testGroups.filter(({ name }) => names.length === 0 || names.includes(name))) {
  process.stdout.write(`\n=== ${group.name} ===\n`);
  const startedAt = performance.now();
  const { output, totals: told } = await runGroup(group);
  totals = addTotals(totals, told);
  process.stdout.write(`(${Math.round((performance.now() - startedAt) / 1_000)} s)\n`);
  for (const component of parseMissing(output)) missing.add(component);
}

for (const component of missing) {
  process.stdout.write(`\n!!! MISSING: ${component}. The tests that need it were SKIPPED.\n`);
}
process.stdout.write(`\n${formatTotals(totals)}\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;
