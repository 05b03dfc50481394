import { benchCsv, benchJson, benchMarkdown } from '../../host/export-bench-run.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { saveExport } from './save-export.ts';

/** Saves what a benchmark run has measured: Markdown to read, CSV for spreadsheets, JSON for programs. */
export async function exportBenchRun({ engine }: ForgeWindow, runId: string): Promise<void> {
  const run = (await engine()).benchmarks.run(runId);
  await saveExport({
    title: 'CodeForge: Export Benchmark',
    name: `codeforge-benchmark-${runId}`,
    done: 'The benchmark was saved',
    formats: {
      Markdown: { ending: 'md', text: () => benchMarkdown(run) },
      CSV: { ending: 'csv', text: () => benchCsv(run) },
      JSON: { ending: 'json', text: () => `${JSON.stringify(benchJson(run), null, 2)}\n` },
    },
  });
}
