import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finding, holdsBar } from './finding.ts';
import { findingsTable } from './findings-table.ts';

/**
 * Prints the findings, keeps them as JSON in `out/benchmarks/<name>.json` or the file that is named, and lets the
 * process fail when a bar was missed.
 */
export async function reportFindings(
  name: string,
  findings: readonly Finding[],
  file: string = fileURLToPath(new URL(`${name}.json`, outDirectory)),
): Promise<void> {
  const machine = machineKind();
  const missed = findings.filter(finding => !holdsBar(finding));
  console.log(`\n## ${name}\n\n${machine}\n\n${findingsTable(findings)}\n`);
  await mkdir(path.dirname(file), { recursive: true });
  const record = { name, at: new Date().toISOString(), machine, findings };
  await writeFile(file, `${JSON.stringify(record, null, 2)}\n`);
  if (missed.length === 0) return;
  console.error(`Missed: ${missed.map(({ what }) => what).join(', ')}.`);
  process.exitCode = 1;
}

/** With its load: on a busy machine times are longer, and only the ratios to what was measured beside them hold. */
function machineKind(): string {
  const gib = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  const kind = `${availableParallelism()} cores, ${gib} GiB, ${process.platform} ${process.arch}`;
  return `${kind}, Node ${process.versions.node}, load ${load.toFixed(1)}`;
}

const outDirectory = new URL('../../out/benchmarks/', import.meta.url);
