import type { SandboxDependencies, SandboxLanguage } from '../ports/sandbox.ts';
import { findNpmLock } from './find-npm-lock.ts';
import { findRequirements } from './find-requirements.ts';
import { fileAt, type ProjectFiles } from './project-files.ts';

/**
 * The lock file in the project's root that says which packages its programs need, with what belongs to it.
 * Undefined when there is none, or when the project brings its packages along.
 */
export function findDependencies(
  project: ProjectFiles,
  language: SandboxLanguage,
): Promise<SandboxDependencies | undefined> {
  return language === 'node' ? findNpmLock(project) : findPythonLock(project);
}

async function findPythonLock(project: ProjectFiles): Promise<SandboxDependencies | undefined> {
  for (const manager of ['uv', 'poetry'] as const) {
    const lock = await fileAt(project, `${manager}.lock`);
    const manifest = await fileAt(project, 'pyproject.toml');
    if (lock === undefined) continue;
    const found = { manager, language: 'python', lockFile: lock.path } as const;
    if (manifest !== undefined) return { ...found, files: [lock, manifest] };
    const refusal = `There is a ${lock.path} without the pyproject.toml that it belongs to. Add that, or remove the lock file.`;
    return { ...found, files: [lock], refusal };
  }
  return findRequirements(project);
}
