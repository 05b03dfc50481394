/**
 * What a shell is given for a command. Where that is one program with its words, the program takes the shell's place,
 * for a shell that has waited for a program tells a signal as an exit code. Where more is left to do for the shell
 * (`a && b`, pipes, loops), it stays, and nobody knows.
 */
export function shellLine(command: string): string {
  const [, name] = loneProgram.exec(command) ?? [];
  if (name === undefined || keywords.has(name) || command.length > maxLength) return command;
  // What is built into the shell, and what is not there at all, has no path.
  return `set -- "$(command -v ${name})"; case $1 in */*) [ -x "$1" ] && set -- exec || set --;; *) set --;; esac; "$@" ${command}`;
}

// Words without anything that means more to a shell than itself.
const loneProgram = /^\s*([\w./+-]+)(?:[ \t]+(?:[\w./:=,@+%-]|'[^']*'|"[^"$`\\]*")+)*\s*$/u;

/** Of the shells that there are; these read what follows themselves. */
const keywords: ReadonlySet<string> = new Set(
  'case coproc do done elif else esac fi for function if in select then time until while'.split(' '),
);

// The rest of the line must fit beside it.
const maxLength = 64_000;
