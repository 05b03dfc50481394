import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ForgeError } from '../../engine/forge-error.ts';
import type { OpenSandbox, SandboxFile, SandboxLanguage } from '../../engine/ports/sandbox.ts';
import type { PackageSet } from './image-recipe.ts';

export interface SmokeTest {
  readonly open: OpenSandbox;
  readonly language: SandboxLanguage;
  readonly packages: PackageSet;
  /** The image's folder, which holds the test. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

/**
 * Runs the image's own test in a sandbox, under the limits that programs run under, so that it also shows
 * that they leave enough room. Throws ForgeError `sandbox.image-missing` with the test's last words when it is red.
 */
export async function runSmokeTest({
  open,
  language,
  packages,
  directory,
  signal,
}: SmokeTest): Promise<void> {
  const files = await readTestFiles(directory);
  await using sandbox = await open({ runId: `smoke-test-${language}`, language, signal });
  await sandbox.write({ files, deleted: [] }, signal);
  const result = await sandbox.run(`sh smoke-test.sh ${packages}`, { signal, timeoutMs });
  if (result.exitCode === 0) return;
  const lines = `${result.stdout}\n${result.stderr}`.split('\n').filter(line => line.trim() !== '');
  const lastWords = lines.slice(-3).join(' · ');
  const reason = result.timedOut ? 'it took too long' : result.outOfMemory ? 'memory ran out' : lastWords;
  throw new ForgeError(
    'sandbox.image-missing',
    `The sandbox image for ${language} was built, but it does not pass its test: ${reason}. Build it again with "codeforge sandbox build --force", or on another base.`,
  );
}

// The first import of everything compiles much on a busy machine.
const timeoutMs = 120_000;

async function readTestFiles(directory: string): Promise<readonly SandboxFile[]> {
  const names = (await readdir(directory)).filter(name => /^smoke[-_]test/u.test(name));
  return Promise.all(
    names.map(async name => ({
      path: name,
      bytes: new Uint8Array(await readFile(path.join(directory, name))),
      executable: false,
    })),
  );
}
