import { applyPatch } from 'diff';
import { ForgeError } from '../../engine/forge-error.ts';

export interface TaskTexts {
  /** The folder they are from, for messages. */
  readonly folder: string;
  /** By path with `/`. */
  readonly texts: ReadonlyMap<string, string>;
  readonly reference: string;
}

/**
 * A task's wrong programs by the mistake they make: `wrong/<mistake>.patch` says as a unified diff what is otherwise
 * than in the reference, and `wrong/<mistake>.py` is whole. Throws ForgeError `config.invalid` for a patch that the
 * reference does not take or is not changed by, and for a mistake that is there twice.
 */
export function readWrongPrograms(task: TaskTexts): Readonly<Record<string, string>> {
  const programs = new Map<string, string>();
  for (const [file, text] of task.texts) {
    const [, mistake, kind] = wrongFile.exec(file) ?? [];
    if (mistake === undefined) continue;
    if (programs.has(mistake))
      throw unusable(task, file, 'this mistake is there twice, as .patch and as .py. Remove one.');
    programs.set(mistake, kind === 'py' ? text : patched(task, { file, patch: text }));
  }
  return Object.fromEntries(programs);
}

export function isWrongProgram(file: string): boolean {
  return wrongFile.test(file);
}

const wrongFile = /^wrong\/([^/]+)\.(py|patch)$/u;

function patched(
  task: TaskTexts,
  { file, patch }: { readonly file: string; readonly patch: string },
): string {
  const program = applied(task.reference, patch);
  if (program === false) throw unusable(task, file, `it does not fit reference.py. ${makeAgain}`);
  if (program === task.reference) throw unusable(task, file, `it changes nothing. ${makeAgain}`);
  return program;
}

/** False also for what is no diff. */
function applied(reference: string, patch: string): string | false {
  try {
    return applyPatch(reference, patch);
  } catch {
    return false;
  }
}

const makeAgain = 'Make it again: diff -u reference.py wrong.py.';

function unusable({ folder }: TaskTexts, file: string, problem: string): ForgeError {
  const place = { file: `${folder}/${file}`, line: 1 };
  return new ForgeError('config.invalid', `${place.file}: ${problem}`, { place });
}
