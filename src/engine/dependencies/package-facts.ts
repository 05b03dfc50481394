import type { SandboxBackend, SandboxDependencies, SandboxLanguage } from '../ports/sandbox.ts';
import { fileAt, type ProjectFiles, textOf } from './project-files.ts';

/** What is known of the packages around a check, to explain a module that is missing. */
export interface PackageFacts {
  readonly backend: SandboxBackend;
  /** Of the project, with the change. */
  readonly paths: readonly string[];
  readonly lock: SandboxDependencies | undefined;
  /** The change has touched the lock file or what belongs to it. */
  readonly isLockChanged: boolean;
  /** The files that name packages, as text. */
  readonly named: readonly { readonly path: string; readonly text: string }[];
}

export interface FactSources {
  readonly project: ProjectFiles;
  readonly backend: SandboxBackend;
  readonly language: SandboxLanguage;
  /** What the sandbox was opened with: see wantedDependencies. */
  readonly wanted: readonly SandboxDependencies[];
}

export async function gatherPackageFacts(sources: FactSources): Promise<PackageFacts> {
  const { project, backend, language, wanted } = sources;
  const [lock] = wanted;
  const manifest = await fileAt(project, language === 'node' ? 'package.json' : 'pyproject.toml');
  const files = [...(lock?.files ?? []), ...(manifest === undefined ? [] : [manifest])];
  const named = files.map(file => ({ path: file.path, text: textOf(file) }));
  return { backend, paths: project.paths, lock, isLockChanged: wanted.length > 1, named };
}

/** The file that names the package, the lock file before others; undefined when none does. */
export function fileNaming(facts: PackageFacts, packageName: string): string | undefined {
  // PyPI takes any of these, in any case, for the same (PEP 503).
  const name = packageName
    .split(/[-_.]/u)
    .map(part => part.replace(/[^\w]/gu, String.raw`\$&`))
    .join('[-_.]');
  const pattern = new RegExp(`(?<![\\w@./-])(?:node_modules/)?${name}(?![\\w/-])`, 'iu');
  return facts.named.find(({ text }) => pattern.test(text))?.path;
}
