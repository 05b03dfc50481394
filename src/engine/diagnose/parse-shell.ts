import { clip } from './clip.ts';
import type { FailureParser, StructuredFailure } from './diagnosis.ts';

/** What shells, npm and interpreters say when the command itself could not start. */
export const parseShell: FailureParser = lines => {
  const found = lines.flatMap(line => patterns.flatMap(pattern => describe(pattern.exec(line))));
  return found.slice(0, maxFailures);
};

const maxFailures = 5;

// bash, dash, BusyBox and zsh each say "not found" in their own way.
const patterns: readonly RegExp[] = [
  /^[^:]*: (?:line )?\d+: (.+): ((?:command )?not found|Permission denied|No such file or directory)$/u,
  /^(?:bash|sh|ash|dash|-\w+): ([^:]+): ((?:command )?not found|Permission denied|No such file or directory)$/u,
  /^zsh: (command not found): (.+)$/u,
  /^env: ['‘](.+)['’]: (No such file or directory)$/u,
  /^\S*python[\d.]*: (can't open file .+)$/u,
  /^npm (?:error|ERR!) (Missing script: .+)$/u,
  /^npm (?:error|ERR!) (?:enoent )?(Could not read package\.json)/u,
  /^(Could not find '[^']+')$/u,
  /^make: \*\*\* (No rule to make target .+)$/u,
];

function describe(found: RegExpExecArray | null): readonly StructuredFailure[] {
  if (!found) return [];
  const message = found
    .slice(1)
    .filter(part => part !== undefined)
    .join(': ');
  return [{ kind: 'environment_error', message: clip(message, 300) }];
}
