import { isAbsolute, join } from 'node:path';
import type { TaskOrder } from './engine.ts';

/** The name of a built-in workflow as it is; the path of a file as one that does not depend on where we run. */
export function workflowSource({
  settings: { workflow },
  folder,
}: Pick<TaskOrder, 'settings' | 'folder'>): string {
  const isFile = /[/\\]|\.ya?ml$/u.test(workflow);
  return isFile && !isAbsolute(workflow) ? join(folder, workflow) : workflow;
}
