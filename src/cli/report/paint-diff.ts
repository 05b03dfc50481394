import { plainBlock } from '../../engine/plain-text.ts';
import type { Colors } from '../display/terminal.ts';

/** A unified diff for the eye. For programs it stays as it is. */
export function paintDiff(diff: string, color: Colors): string {
  return plainBlock(diff)
    .split('\n')
    .map(line => paintLine(line, color))
    .join('\n');
}

function paintLine(line: string, color: Colors): string {
  if (/^(?:diff --git|---|\+\+\+|index|new file|deleted file|rename) ?/u.test(line)) return color.bold(line);
  if (line.startsWith('@@')) return color.cyan(line);
  if (line.startsWith('+')) return color.green(line);
  return line.startsWith('-') ? color.red(line) : line;
}
