import { ForgeError } from '../engine/forge-error.ts';

/** The folder was moved or removed, or its disk was, while a run had it open. */
export function workspaceGone(root: string, options?: ErrorOptions): ForgeError {
  return new ForgeError(
    'workspace.unreadable',
    `The workspace ${root} is not there any more. Bring it back, then start again.`,
    options,
  );
}
