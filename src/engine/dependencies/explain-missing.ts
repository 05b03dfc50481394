import type { StructuredFailure } from '../diagnose/diagnosis.ts';
import { type MissingModule, missingModule } from './missing-module.ts';
import { fileNaming, type PackageFacts } from './package-facts.ts';

/** A failure as it is after what is known of the project's packages was taken into account. */
export interface ExplainedFailure {
  readonly failure: StructuredFailure;
  /** What a person has to do, as full sentences, because no edit can mend it; undefined when one can. */
  readonly obstacle?: string;
}

/** Tells a package that is not installed from a module of the project that is imported wrongly. */
export function explainMissing(failure: StructuredFailure, facts: PackageFacts): ExplainedFailure {
  if (failure.kind !== 'import_error') return { failure };
  const missing = missingModule(failure.message);
  if (missing === undefined || isOwn(missing, facts.paths)) return { failure };
  const naming = fileNaming(facts, missing.packageName);
  const isInFullImage =
    naming === undefined && missing.language === 'python' && fullImage.has(missing.packageName);
  const sentence = `${whatIs(missing)} ${
    naming === undefined ? adviceFor(isInFullImage, facts) : remedy(naming, facts)
  }`.trim();
  const explained = {
    ...failure,
    kind: 'environment_error' as const,
    message: `${failure.message}\n${sentence}`,
  };
  return naming === undefined ? { failure: explained } : { failure: explained, obstacle: sentence };
}

/** A file or folder by the module's first name, wherever it lies: then the path is wrong, and an edit mends it. */
function isOwn({ language, module, packageName }: MissingModule, paths: readonly string[]): boolean {
  // An alias of the compiler's, such as `@/parts`.
  if (packageName.startsWith('@/')) return true;
  const top = language === 'node' ? packageName : (module.split('.')[0] ?? module);
  const isNamed = (part: string) => part === top || part.replace(/\.(?:py|[cm]?[jt]sx?)$/u, '') === top;
  return paths.some(path => path.split('/').some(isNamed));
}

function whatIs({ packageName, module }: MissingModule): string {
  const imported = packageName === module ? '' : ` (imported as ${module})`;
  return `The package ${packageName}${imported} is not installed in the sandbox.`;
}

function adviceFor(isInFullImage: boolean, { backend }: PackageFacts): string {
  if (isInFullImage && backend === 'docker') {
    return 'Do without it, or, if the task needs it, say so: the full sandbox image has it, which a person builds with "codeforge sandbox build" (in VS Code: "CodeForge: Build Sandbox Image").';
  }
  if (isInFullImage && backend === 'embedded') {
    return 'Do without it, or, if the task needs it, choose --sandbox docker, whose full image has it ("codeforge sandbox build").';
  }
  return 'No lock file names it, and the sandbox has no network: do without it, or, if the task needs it, name it in the manifest and say so; a person then installs it.';
}

/** As PyPI calls them: what `sandbox-images/python` installs for the package set `full`. */
const fullImage: ReadonlySet<string> = new Set([
  'numpy',
  'pandas',
  'matplotlib',
  'scipy',
  'scikit-learn',
  'requests',
  'beautifulsoup4',
  'sympy',
  'Pillow',
  'networkx',
  'sortedcontainers',
]);

function remedy(naming: string, { lock, backend, isLockChanged }: PackageFacts): string {
  if (lock === undefined) {
    return `${naming} names it, but there is no lock file to install from. Make one (npm install, uv lock, poetry lock, or a requirements.txt), then run "codeforge sandbox setup".`;
  }
  if (lock.refusal !== undefined) return lock.refusal;
  if (naming !== lock.lockFile && lock.manager !== 'pip') {
    return `${naming} names it, but ${lock.lockFile} does not. Bring the lock file up to date, then run "codeforge sandbox setup".`;
  }
  if (backend === 'embedded') {
    return `${lock.lockFile} names it, but the embedded sandbox cannot install packages. Start Docker, run "codeforge sandbox setup --sandbox docker" and choose --sandbox docker.`;
  }
  if (isLockChanged) {
    return `The change adds it to ${naming}. Resume the run with --install always to let it be installed (in VS Code: the setting codeforge.dependencies.install).`;
  }
  return `${naming} names it. Run "codeforge sandbox setup" to install what is locked (in VS Code: "CodeForge: Install Dependencies in Sandbox"), then resume the run.`;
}
