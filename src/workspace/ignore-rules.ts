import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { readRules, readUserRules } from './git-excludes.ts';
import { type IgnoreRule, judge, parseGitignore } from './gitignore.ts';

/** Which paths of a folder Git would ignore, also paths that do not exist yet. */
export interface IgnoreRules {
  /** Makes ripgrep see it in the same way. */
  readonly ripgrepArgs: readonly string[];
  isIgnored(path: string): Promise<boolean>;
}

/**
 * Rules of the repository around the folder count, unless they ignore the folder itself: who opens such
 * a folder wants to see it. Outside a repository only rules in the folder count, not those of a home above.
 */
export async function openIgnoreRules(root: string): Promise<IgnoreRules> {
  const repository = findRepository(root);
  const within = repository === undefined ? '' : relative(repository, root).split(sep).join('/');
  if (repository !== undefined) {
    const isIgnored = (path: string) => decide({ top: repository, within, hasNested: true }, path);
    const hidesAll =
      within !== '' && (await decide({ top: repository, within: '', hasNested: true }, `${within}/${probe}`));
    if (!hidesAll) return { ripgrepArgs: [], isIgnored };
  }
  return {
    ripgrepArgs: ['--no-require-git', '--no-ignore-parent'],
    isIgnored: path => decide({ top: root, within: '', hasNested: false }, path),
  };
}

// A name that only a rule for everything in its folder can mean.
const probe = 'codeforge-asks-whether-everything-here-is-ignored';

function findRepository(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findRepository(parent);
}

interface Scope {
  /** The folder whose rules are the outermost. */
  readonly top: string;
  /** From there to the folder that paths are relative to; with `/`, empty when they are the same. */
  readonly within: string;
  /** Whether a repository inside ends the reach of the rules outside. */
  readonly hasNested: boolean;
}

interface RuleFile {
  /** The folder, relative to the top, that the rules are relative to; empty or with a `/` at its end. */
  readonly base: string;
  readonly rules: readonly IgnoreRule[];
}

/** Goes down from the top: a folder that is ignored takes everything below with it. */
async function decide({ top, within, hasNested }: Scope, path: string): Promise<boolean> {
  const parts = [...within.split('/').filter(Boolean), ...path.split('/')];
  const firstJudged = parts.length - path.split('/').length;
  let files = await repositoryRules(top, '');
  let base = '';
  for (const [index, part] of parts.entries()) {
    files = [...files, ruleFile(base, await readRules(join(top, base, '.gitignore')))];
    const isLast = index === parts.length - 1;
    const candidate = base + part + (isLast ? '' : '/');
    if (index >= firstJudged && isMatched(files, candidate)) return true;
    base = candidate;
    if (!isLast && hasNested && existsSync(join(top, base, '.git'))) files = await repositoryRules(top, base);
  }
  return false;
}

/** What counts in the whole of a repository, weakest first. */
async function repositoryRules(top: string, base: string): Promise<readonly RuleFile[]> {
  const own = await readRules(join(top, base, '.git', 'info', 'exclude'));
  return [ruleFile(base, await readUserRules()), ruleFile(base, own)];
}

function ruleFile(base: string, text: string): RuleFile {
  return { base, rules: parseGitignore(text) };
}

/** The file nearest to the path decides. */
function isMatched(files: readonly RuleFile[], candidate: string): boolean {
  const isFolder = candidate.endsWith('/');
  const path = isFolder ? candidate.slice(0, -1) : candidate;
  for (const { base, rules } of files.toReversed()) {
    const verdict = judge(rules, { path: path.slice(base.length), isFolder });
    if (verdict !== undefined) return verdict === 'ignored';
  }
  return false;
}
