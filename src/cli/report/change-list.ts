import type { ChangeSummary } from '../../engine/change/summarize-changes.ts';
import { plainLine } from '../../engine/plain-text.ts';
import type { Colors } from '../display/terminal.ts';

/** The changed files, one a line, with the lines that came and went. */
export function changeList(changes: readonly ChangeSummary[], color: Colors): readonly string[] {
  const names = changes.map(nameOf);
  const width = Math.min(60, Math.max(0, ...names.map(name => name.length)));
  return changes.map(({ kind, added, removed }, index) => {
    const name = (names[index] ?? '').padEnd(width);
    return `${kind.padEnd(8)} ${name}  ${color.green(`+${added}`)} ${color.red(`−${removed}`)}`;
  });
}

function nameOf({ path, from }: ChangeSummary): string {
  return plainLine(from === undefined ? path : `${from} → ${path}`);
}
