import { plainLine } from '../../engine/plain-text.ts';
import type { SoftFinding } from '../../engine/soft-check/soft-finding.ts';
import type { Colors } from '../display/terminal.ts';

/** What the soft check found, one sentence a line. */
export function findingList(findings: readonly SoftFinding[], color: Colors): readonly string[] {
  const shown = findings
    .slice(0, maxShown)
    .map(({ sentence }) => `${color.yellow('▲')} ${plainLine(sentence)}`);
  const rest = findings.length - shown.length;
  return rest > 0 ? [...shown, `… and ${rest} more`] : shown;
}

// More than this nobody reads; the log has them all.
const maxShown = 20;
