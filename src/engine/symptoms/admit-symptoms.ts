import { ForgeError } from '../forge-error.ts';
import type { Workspace } from '../ports/workspace.ts';
import { boundSymptoms } from './bound-symptoms.ts';
import type { Symptoms } from './symptoms.ts';

/**
 * Symptoms as a run may hold them: bounded, without secrets, and without what an editor shows of files that are kept
 * from models. Throws ForgeError `workspace.outside-root` when nothing is left that a run could mend.
 */
export async function admitSymptoms(
  symptoms: Symptoms,
  workspace: Pick<Workspace, 'isHidden'>,
): Promise<Symptoms> {
  const { targets, others, output, command } = symptoms;
  const related = targets.flatMap(target => target.related);
  const paths = new Set([...targets, ...others, ...related].map(({ path }) => path));
  const hidden = new Set<string>();
  for (const path of paths) if (await workspace.isHidden(path)) hidden.add(path);
  const isShown = ({ path }: { readonly path: string }) => !hidden.has(path);
  const shown = targets
    .filter(isShown)
    .map(target => ({ ...target, related: target.related.filter(isShown) }));
  if (shown.length === 0 && output === null && command === null) throw nothingLeft();
  return boundSymptoms({ targets: shown, others: others.filter(isShown), output, command });
}

function nothingLeft(): ForgeError {
  return new ForgeError(
    'workspace.outside-root',
    'There is no problem that a run could fix: the files are ignored or secret, and are never shown to models. See the setting codeforge.workspace.secretFiles.',
  );
}
