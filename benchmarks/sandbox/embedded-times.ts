import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmbeddedSandboxes } from '../../src/sandbox/embedded/embedded-sandbox.ts';
import { below, type Finding, findingOf } from '../measure/finding.ts';
import { makeScratchFolder } from '../measure/scratch-folder.ts';
import { printInSandbox } from './print-in-sandbox.ts';

/** The first program with a cache that is still empty, as after an installation, and those that follow it. */
export async function timesOfEmbedded(): Promise<readonly Finding[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    await using folder = await makeScratchFolder();
    await using sandboxes = createEmbeddedSandboxes({
      runtimeDirectory: fileURLToPath(new URL('../../dist/embedded', import.meta.url)),
      cacheDirectory: path.join(folder.path, 'cache'),
      temporaryDirectory: path.join(folder.path, 'temporary'),
    });
    cold.push(await printInSandbox(sandboxes.open));
    for (let program = 0; program < 3; program += 1) {
      await sandboxes.whenWarm();
      warm.push(await printInSandbox(sandboxes.open));
    }
  }
  return [
    findingOf({ what: 'embedded, print(42): from cold', unit: 'ms', values: cold, bar: below(1_500) }),
    findingOf({
      what: 'embedded, print(42): an interpreter waits',
      unit: 'ms',
      values: warm,
      bar: below(100),
    }),
  ];
}
