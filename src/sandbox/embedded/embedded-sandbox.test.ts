import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeSandbox } from '../sandbox.contract.ts';
import { createEmbeddedSandboxes } from './embedded-sandbox.ts';

const base = await mkdtemp(path.join(tmpdir(), 'embedded-test-'));
after(() => rm(base, { recursive: true }));
const sandboxes = createEmbeddedSandboxes({
  runtimeDirectory: path.join(import.meta.dirname, 'runtime'),
  cacheDirectory: path.join(base, 'cache'),
  temporaryDirectory: base,
});

describeSandbox('embedded', sandboxes.open, {
  missing: async () => (sandboxes.probe().kind === 'ready' ? undefined : 'Deno and Pyodide packages'),
  shell: 'sequences',
  testRunners: ['unittest', 'node --test'],
});
