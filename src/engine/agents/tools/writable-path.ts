import { changeAt } from '../../change/change-set.ts';
import { foldPath } from '../../change/fold-name.ts';
import { parseWritablePath } from '../../change/workspace-path.ts';
import type { ToolContext } from '../tool.ts';

export type WritablePath =
  | { readonly kind: 'ok'; readonly path: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Canonicalises a path an agent wants to change, or says why it may not. */
export async function writablePath(input: string, context: ToolContext): Promise<WritablePath> {
  const parsed = parseWritablePath(input);
  if (parsed.kind === 'refused') return parsed;
  const { path } = parsed;
  if (context.protectedPaths.has(foldPath(path))) {
    return {
      kind: 'refused',
      reason: `${path} is part of the check that decides, so it cannot be changed. Make the code pass it.`,
    };
  }
  const isOwn = changeAt(context.overlay.changeSet(), path) !== undefined;
  if (!isOwn && (await context.workspace.isHidden(path))) {
    return { kind: 'refused', reason: `${path} is ignored or secret, so it cannot be changed.` };
  }
  return { kind: 'ok', path };
}
