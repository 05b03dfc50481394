import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseWorkflow } from '../engine/workflow/parse-workflow.ts';

export interface WorkflowChoice {
  readonly name: string;
  readonly description: string;
}

/** The built-in workflows by name, the usual one first. */
export async function listWorkflows(assetsDirectory: string): Promise<readonly WorkflowChoice[]> {
  const directory = path.join(assetsDirectory, 'workflows');
  const files = (await readdir(directory)).filter(name => name.endsWith('.yaml')).sort();
  const workflows = await Promise.all(
    files.map(async name => {
      const { name: id, description } = parseWorkflow(
        await readFile(path.join(directory, name), 'utf8'),
        name,
      );
      return { name: id, description };
    }),
  );
  return workflows.sort((a, b) => Number(b.name === 'solve') - Number(a.name === 'solve'));
}
