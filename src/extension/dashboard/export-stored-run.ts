import { runJson, runMarkdown } from '../../host/export-run.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { saveExport } from './save-export.ts';

/** Saves everything about a run as a file of the person's choice: Markdown to read, JSON for programs. */
export async function exportStoredRun({ engine }: ForgeWindow, runId: string): Promise<void> {
  const run = (await engine()).library.run(runId);
  await saveExport({
    title: 'CodeForge: Export Run',
    name: `codeforge-run-${runId}`,
    done: 'The run was saved',
    formats: {
      Markdown: { ending: 'md', text: () => runMarkdown(run) },
      JSON: { ending: 'json', text: () => `${JSON.stringify(runJson(run), null, 2)}\n` },
    },
  });
}
