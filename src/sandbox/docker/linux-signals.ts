/**
 * The signal that ended a command, of which a shell tells as 128 and its number (POSIX, Exit Status for Commands). The
 * numbers are those of the container, whatever this machine calls them (man 7 signal).
 */
export function signalOf(exitCode: number): string | null {
  return linuxSignals[exitCode - 129] ?? null;
}

/** From number 1 on. */
const linuxSignals = [
  ...['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE'],
  ...['SIGKILL', 'SIGUSR1', 'SIGSEGV', 'SIGUSR2', 'SIGPIPE', 'SIGALRM', 'SIGTERM', 'SIGSTKFLT'],
  ...['SIGCHLD', 'SIGCONT', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGXCPU'],
  ...['SIGXFSZ', 'SIGVTALRM', 'SIGPROF', 'SIGWINCH', 'SIGIO', 'SIGPWR', 'SIGSYS'],
] as const;
