import { ForgeError } from '../forge-error.ts';
import type { RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import { softCheck } from './soft-check.ts';
import type { SoftFinding } from './soft-finding.ts';

/**
 * Looks at the change before it is executed, and tells what it had not told before. Throws ForgeError
 * `change.blocked` where findings are not to run.
 */
export async function inspectChange(
  { request, changeSet, findings: told }: RunContext,
  { store, emit }: PhaseServices,
  phase: string,
): Promise<readonly SoftFinding[]> {
  if (request.softCheck === 'off') return [];
  const findings = await softCheck(changeSet, store.contents);
  const known = new Set(told.map(({ sentence }) => sentence));
  const news = findings.filter(({ sentence }) => !known.has(sentence));
  if (news.length > 0) emit({ type: 'softcheck.warned', phase, findings: news });
  if (request.softCheck === 'block') refuseFindings(findings);
  return findings;
}

/** Throws ForgeError `change.blocked` that names the first one. */
export function refuseFindings([first, ...others]: readonly SoftFinding[]): void {
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` There is more of the kind: ${others.length}.`;
  throw new ForgeError(
    'change.blocked',
    `The change was not run: ${first.sentence}${more} Ask for the task in another way, or set --soft-check to warn (in VS Code: the setting codeforge.sandbox.softCheck).`,
  );
}
