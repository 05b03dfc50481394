import type { CommandResult } from '../../engine/ports/sandbox.ts';
import { signalOf } from './linux-signals.ts';
import type { BytesSink } from './running-command.ts';

/**
 * Runs the command, then ends every other process of the programs' user, so that nothing outlives it. The keeper is
 * somebody else's. To a shell, a signal and an exit code of 128 and its number are the same, and so they are to the
 * engine that runs this (POSIX, Exit Status for Commands). Perl tells them apart, and is part of every Debian: where
 * it is there, it waits for the command and leaves a mark when that was killed.
 */
export function harnessed(command: readonly string[]): readonly string[] {
  return ['sh', '-c', harness, 'sh', ...command];
}

/** What a harnessed command prints, without the mark, and how it ended. */
export interface HarnessedOutput {
  readonly write: BytesSink;
  /** Hands on what was no mark after all. Call last. */
  end(): void;
  /** For the exit code that the engine tells. Without a mark nobody knows of a signal, as with images that have no Perl. */
  endingOf(exitCode: number): Pick<CommandResult, 'exitCode' | 'signal'>;
}

export function harnessedOutput(onBytes: BytesSink): HarnessedOutput {
  let held: Buffer = Buffer.alloc(0);
  return {
    write(stream, bytes) {
      if (stream === 'stdout') {
        onBytes(stream, bytes);
        return;
      }
      const all = Buffer.concat([held, bytes]);
      const size = markedSize(all);
      held = all.subarray(all.length - size);
      if (size < all.length) onBytes(stream, all.subarray(0, all.length - size));
    },
    end() {
      if (held.length > 0) onBytes('stderr', held);
    },
    endingOf(exitCode) {
      const signal = held.equals(mark) ? signalOf(exitCode) : null;
      if (signal === null) return { exitCode, signal };
      held = Buffer.alloc(0);
      return { exitCode: null, signal };
    },
  };
}

/** How much of the end of it a mark, or the beginning of one, takes. */
function markedSize(bytes: Buffer): number {
  for (let size = Math.min(mark.length, bytes.length); size > 0; size -= 1) {
    if (bytes.subarray(bytes.length - size).equals(mark.subarray(0, size))) return size;
  }
  return 0;
}

// Comes last on standard error: whoever could print after it has just been killed.
const mark = Buffer.from('\0killed\0');

const perl = `
delete $ENV{PERL_BADLANG};
my $status = system { $ARGV[0] } @ARGV;
kill KILL => -1;
exit 127 if $status == -1;
my $number = $status & 127;
exit $status >> 8 if $number == 0;
syswrite STDERR, "\\0killed\\0";
exit 128 + $number;
`;

// An image's language may be one that it does not have, and what it wants of its own Perl is not for this one.
const harness = `[ -z "$PERL5OPT$PERL5LIB" ] && [ -x /usr/bin/perl ] && PERL_BADLANG=0 exec /usr/bin/perl -C0 -e '${perl}' -- "$@"
"$@"; code=$?; kill -9 -1 2>/dev/null; exit $code`;
