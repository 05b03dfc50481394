import type { SandboxDependencies, SandboxFile } from '../ports/sandbox.ts';
import { fileAt, type ProjectFiles, textOf } from './project-files.ts';

/** The requirements files in the root, those for development too, and the files that they include. */
export async function findRequirements(project: ProjectFiles): Promise<SandboxDependencies | undefined> {
  const roots = project.paths.filter(path => isRequirements.test(path)).sort(mainFirst);
  const [lockFile] = roots;
  if (lockFile === undefined) return undefined;
  const found: Found = { files: new Map(), refusal: undefined };
  for (const path of roots) await collect(project, path, found);
  const files = [...found.files.values()];
  const base = { manager: 'pip', language: 'python', lockFile, files } as const;
  return found.refusal === undefined ? base : { ...base, refusal: found.refusal };
}

const isRequirements = /^(?:requirements(?:[-_](?:dev|test|tests))?|(?:dev|test)[-_]requirements)\.txt$/u;

function mainFirst(a: string, b: string): number {
  return Number(b === 'requirements.txt') - Number(a === 'requirements.txt') || a.localeCompare(b);
}

interface Found {
  readonly files: Map<string, SandboxFile>;
  refusal: string | undefined;
}

async function collect(project: ProjectFiles, path: string, found: Found): Promise<void> {
  if (found.files.has(path)) return;
  const file = await fileAt(project, path);
  if (file === undefined) {
    found.refusal ??= `The requirements include ${path}, which is not in the workspace. Add it, or take the line out.`;
    return;
  }
  found.files.set(path, file);
  for (const line of logicalLines(textOf(file))) {
    const [, included] = /^(?:-[rc]|--(?:requirement|constraint))[ =]*(\S+)$/u.exec(line) ?? [];
    if (included !== undefined) await collect(project, join(path, included), found);
    else if (isLocal.test(line)) found.refusal ??= localRefusal(path, line);
  }
}

/** As pip reads them: comments gone, lines that end in a backslash joined. */
export function logicalLines(text: string): readonly string[] {
  return text
    .replace(/\\\r?\n/gu, ' ')
    .split(/\r?\n/u)
    .map(line => line.replace(/(?:^|\s)#.*$/u, '').trim())
    .filter(line => line !== '');
}

// Editable installs, paths and file addresses; `--find-links` and `-f` with a folder.
const isLocal =
  /^(?:-e\b|--editable\b|\.{0,2}\/|\.$)|(?:^|[ @=])file:|^(?:-f|--find-links)[ =]+(?!https?:)|^\S+\.(?:whl|zip|tar\.gz)$/u;

function localRefusal(path: string, line: string): string {
  return `${path} names something of the project itself ("${line.slice(0, 80)}"), and the set-up step takes nothing but requirements along. Take that line out of ${path}, or bring a sandbox image that has it.`;
}

/** Relative to the file that includes it; what leads out of the workspace is not in it. */
function join(from: string, included: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of included.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
