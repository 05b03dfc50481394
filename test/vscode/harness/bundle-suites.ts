import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** The suites as an extension host can load them, on any platform and under any Node. */
export interface BundledSuites {
  /** The module whose `run` VS Code calls. */
  readonly entry: string;
  readonly files: readonly string[];
}

export async function bundleSuites(root: string): Promise<BundledSuites> {
  const outdir = join(root, 'out', 'vscode-suites');
  const folder = join(root, 'test', 'vscode', 'suites');
  const suites = readdirSync(folder)
    .filter(name => name.endsWith('.suite.ts'))
    .sort(firstThingsFirst);
  await build({
    entryPoints: [
      join(root, 'test', 'vscode', 'harness', 'run-suites.ts'),
      ...suites.map(name => join(folder, name)),
    ],
    outdir,
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    // The bundles lie as deep below the root as the fakes that read the product's own files.
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
  });
  const bundled = (name: string) => join(outdir, `${basename(name, '.ts')}.cjs`);
  return { entry: bundled('run-suites.ts'), files: suites.map(bundled) };
}

/** Only the first suite of all finds the extension as it is before anybody has used it. */
function firstThingsFirst(a: string, b: string): number {
  const rank = (name: string) => (name.startsWith('activation') ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
