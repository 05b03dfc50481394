import { type ChangeSet, changeAt } from '../change/change-set.ts';
import type { ContentStore } from '../ports/content-store.ts';
import type { FileOperation } from '../ports/workspace.ts';
import { runGuards } from '../run/run-guards.ts';
import type { PhaseKind } from './phase-kind.ts';

/** Writes the accepted files into the workspace: all of them, or none where one has changed meanwhile. */
export const apply: PhaseKind = {
  routes: () => [{ to: 'completed', when: [] }],
  async work({ context }, { workspace, store }) {
    if (!runGuards['is-green'](context)) throw new Error('a change set without evidence reached apply');
    await workspace.apply(operationsFor(context.changeSet, context.accepted ?? [], store.contents));
    return {};
  },
};

/** A moved file is one decision, under its new path, but two operations. */
function operationsFor(
  changeSet: ChangeSet,
  accepted: readonly string[],
  contents: ContentStore,
): readonly FileOperation[] {
  const sources = accepted.flatMap(path => changeAt(changeSet, path)?.movedFrom ?? []);
  return [...new Set([...accepted, ...sources])].map(path => {
    const change = changeAt(changeSet, path);
    if (change === undefined) throw new Error(`${path} was accepted but is not in the change set`);
    const { base, next, executable } = change;
    return { path, base, next: next === null ? null : { hash: next, bytes: contents.get(next), executable } };
  });
}
