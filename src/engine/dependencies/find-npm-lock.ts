import { z } from 'zod';
import { encodeText } from '../change/text-content.ts';
import type { SandboxDependencies, SandboxFile } from '../ports/sandbox.ts';
import { fileAt, type ProjectFiles, textOf } from './project-files.ts';

/** npm's lock file and of package.json what npm needs to install it: scripts and the like stay behind. */
export async function findNpmLock(project: ProjectFiles): Promise<SandboxDependencies | undefined> {
  const isVendored = project.paths.some(path => path.startsWith('node_modules/'));
  // npm itself prefers the first.
  const lock = (await fileAt(project, 'npm-shrinkwrap.json')) ?? (await fileAt(project, 'package-lock.json'));
  if (isVendored || lock === undefined) return undefined;
  const found = { manager: 'npm', language: 'node', lockFile: lock.path } as const;
  const manifest = await fileAt(project, 'package.json');
  const needed = manifest && neededOf(manifest);
  const local = localPackage(lock);
  if (needed === undefined || local === undefined) {
    const refusal = `${lock.path} cannot be installed: it, or the package.json that it belongs to, is missing or is not valid JSON. Mend it with "npm install".`;
    return { ...found, files: [lock], refusal };
  }
  const files = [lock, needed];
  if (local === '') return { ...found, files };
  const refusal = `${lock.path} names a package of the project itself (${local}), and the set-up step takes nothing but the lock file along. Depend on published packages, or bring a sandbox image that has them.`;
  return { ...found, files, refusal };
}

/** A change of a script or of the version must not make an installed set worthless. */
function neededOf(manifest: SandboxFile): SandboxFile | undefined {
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(textOf(manifest)));
  if (!parsed.success) return undefined;
  const kept = Object.entries(parsed.data).filter(([name]) => neededFields.has(name));
  return { ...manifest, bytes: encodeText(JSON.stringify(Object.fromEntries(kept))) };
}

const neededFields: ReadonlySet<string> = new Set([
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'bundleDependencies',
  'overrides',
]);

/** The path of a linked or packed package that lies in the project; empty when there is none. */
function localPackage(lock: SandboxFile): string | undefined {
  const parsed = lockSchema.safeParse(parseJson(textOf(lock)));
  if (!parsed.success) return undefined;
  const local = Object.entries(parsed.data.packages ?? {}).find(
    ([, { link = false, resolved = '' }]) => link || resolved.startsWith('file:'),
  );
  return local === undefined ? '' : (local[1].resolved ?? local[0]);
}

// Package locks of version 2 and 3; version 1 has no `packages`, and npm reads it too.
const lockSchema = z.object({
  packages: z
    .record(z.string(), z.object({ link: z.boolean().optional(), resolved: z.string().optional() }))
    .optional(),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The schemas say no to it, and then npm would too.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
