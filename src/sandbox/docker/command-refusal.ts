/** Why no shell can be given the command, as a full sentence; undefined when one can. */
export function commandRefusal(command: string): string | undefined {
  if (command.includes('\0')) return 'A command cannot hold a zero byte. Take it out.';
  if (Buffer.byteLength(command) < maxArgumentBytes) return undefined;
  return 'The command is too long for a shell, which takes 128 KB. Put what it does into a file, and run that.';
}

// Of one argument with the zero byte at its end (man 2 execve).
const maxArgumentBytes = 128 * 1024;
