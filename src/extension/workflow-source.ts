import { isAbsolute, join } from 'node:path';
import type { TaskOrder } from './engine.ts';

/** For something that is to be mended `fix`. Else the name of a built-in workflow as it is; the path of a file as one that does not depend on where we run. */
export function workflowSource({
  settings: { workflow },
  folder,
  symptoms,
}: Pick<TaskOrder, 'settings' | 'folder' | 'symptoms'>): string {
  if (symptoms !== undefined) return 'fix';
  const isFile = /[/\\]|\.ya?ml$/u.test(workflow);
  return isFile && !isAbsolute(workflow) ? join(folder, workflow) : workflow;
}
