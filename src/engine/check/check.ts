import type { SandboxLanguage } from '../ports/sandbox.ts';

/** The command that decides, and what guards it. */
export interface Check {
  /** A shell command line, run in the workspace's copy. Exit code 0 is green. Of the source `editor`: words for people. */
  readonly command: string;
  readonly source: CheckSource;
  readonly language: SandboxLanguage;
  /** Files that the check consists of: agents may read them, not change them. */
  readonly protectedPaths: readonly string[];
}

/**
 * Who chose the command: the user, the workspace's own tests, an agent, or, failing all, the entry file. `symptom`: it
 * is what failed, and is to succeed. `editor`: there is no command; what language servers show decides.
 */
export type CheckSource = 'user' | 'workspace' | 'agent' | 'entry-file' | 'symptom' | 'editor';

/** True for checks that exist without the change, so that the untouched workspace can be asked too. */
export function hasBaseline(check: Check): boolean {
  return check.source === 'user' || check.source === 'workspace';
}

/** Which sandbox a command wants, from its own words, else from the files around it. */
export function languageOf(command: string, paths: readonly string[]): SandboxLanguage {
  if (/\b(?:node|npm|npx|pnpm|yarn|tsx|tsc|deno|mocha|jest|vitest)\b/.test(command)) return 'node';
  if (/\b(?:python3?|pytest|pip)\b/.test(command)) return 'python';
  const scripts = paths.filter(path => /\.[cm]?[jt]sx?$/.test(path)).length;
  const pythons = paths.filter(path => path.endsWith('.py')).length;
  return scripts > pythons ? 'node' : 'python';
}
