import { ForgeError } from '../../engine/forge-error.ts';
import { maxTaskCharacters } from '../../engine/run/run-request.ts';
import { readGivenText } from '../../host/read-given.ts';

export interface TaskSource {
  readonly argument: string | undefined;
  /** A path, or `-` for standard input. */
  readonly file: string | undefined;
}

/** The task from wherever it was given. Throws ForgeError `config.invalid` for none, two, or one of the wrong size. */
export async function readTask(source: TaskSource): Promise<string> {
  const task = (await taskText(source)).trim();
  if (task === '')
    throw invalid(
      'The task is empty. Say what shall be done, for example: codeforge solve "Add a --version flag".',
    );
  if (task.length > maxTaskCharacters) {
    const { length } = task;
    throw invalid(
      `The task has ${length} characters; ${maxTaskCharacters} are the most. Put the details into a file of the workspace and name it in the task.`,
    );
  }
  return task;
}

async function taskText({ argument, file }: TaskSource): Promise<string> {
  if (argument !== undefined && file !== undefined)
    throw invalid('There are two tasks. Give it as an argument or with --task-file, not both.');
  return file === undefined ? (argument ?? '') : await readGivenText('The task file', file);
}

function invalid(message: string): ForgeError {
  return new ForgeError('config.invalid', message);
}
