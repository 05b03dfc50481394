import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ScriptedTurn } from '../../test/servers/scripted-turn.ts';

/**
 * A task on plain text: showing source code would wake VS Code's own language extensions, which live in the same
 * host and take more memory than we do.
 */
export const plainTask = {
  text: 'Fix the total in prices.txt',
  check: 'node check.mjs',
  turn: {
    toolCalls: [
      {
        name: 'edit_file',
        arguments: { path: 'prices.txt', search: 'total 200', replace: 'total 300' },
      },
      { name: 'submit_work', arguments: { summary: 'The total is the sum of the prices.' } },
    ],
  } satisfies ScriptedTurn,
};

/** Returns the folder. */
export async function layOutPlainTask(parent: string): Promise<string> {
  const folder = path.join(parent, 'prices');
  await mkdir(folder);
  await writeFile(path.join(folder, 'prices.txt'), 'apple 100\npear 200\ntotal 200\n');
  await writeFile(path.join(folder, 'check.mjs'), check);
  return folder;
}

const check = `import { readFileSync } from 'node:fs';
const amounts = readFileSync('prices.txt', 'utf8').match(/\\d+/g).map(Number);
const total = amounts.pop();
const sum = amounts.reduce((all, amount) => all + amount, 0);
if (total !== sum) throw new Error(\`the total is \${total}, not \${sum}\`);
`;
