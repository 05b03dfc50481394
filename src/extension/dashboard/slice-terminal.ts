import type { Attempt, AttemptOutput } from '../../engine/run/run-context.ts';
import type { StoredRunDetail } from '../../host/read-stored-run.ts';
import type {
  DashboardSlices,
  OutputStream,
  TerminalAttempt,
  TerminalSlice,
} from '../../protocol/dashboard/dashboard-slices.ts';
import type { Place } from '../../protocol/dashboard/place.ts';
import { clip } from './clip.ts';
import { type LiveOutput, lengthOf, type Pieces, piecesOf } from './live-output.ts';

export interface TerminalFacts {
  readonly run: StoredRunDetail;
  /** Of the attempt that is under way; undefined when none is. */
  readonly live: LiveOutput | undefined;
  readonly place: Pick<Place, 'attempt' | 'stream'>;
}

/** The attempts of a run, and the output of one of them in pieces. */
export function sliceTerminal({ run, live, place }: TerminalFacts): Partial<DashboardSlices> {
  const stored = run.view?.attempts ?? [];
  const running = live !== undefined && live.attempt > stored.length ? live : undefined;
  const attempts = [
    ...stored.map(attempt => storedAttempt(attempt, run.outputOf(attempt))),
    ...(running === undefined ? [] : [runningAttempt(running)]),
  ];
  const chosen = attempts.find(({ number }) => number === place.attempt) ?? attempts.at(-1);
  if (chosen === undefined) return { terminal: { attempts, shown: null, firstPiece: 0 } };
  const stream = place.stream ?? likelyStream(chosen);
  const pieces = piecesFor(chosen.number, { run, stream, running });
  const terminal: TerminalSlice = {
    attempts,
    shown: { attempt: chosen.number, stream },
    firstPiece: pieces.first,
  };
  return { terminal, ...named(pieces) };
}

export function storedAttempt(attempt: Attempt, output: AttemptOutput): TerminalAttempt {
  const { number, verdict, command, backend, exitCode, durationMs } = attempt;
  return {
    ...{ number, backend, exitCode, durationMs },
    verdict: verdict.kind,
    command: clip(command, maxLine),
    headline: verdict.kind === 'failed' ? clip(verdict.headline, maxLine) : '',
    peakMemoryMb: output.peakMemoryMb,
    stdout: output.stdout.length,
    stderr: output.stderr.length,
  };
}

function runningAttempt(live: LiveOutput): TerminalAttempt {
  return {
    number: live.attempt,
    verdict: 'running',
    command: clip(live.command, maxLine),
    backend: live.backend,
    ...{ headline: '', exitCode: null, durationMs: null, peakMemoryMb: null },
    stdout: lengthOf(live.of('stdout')),
    stderr: lengthOf(live.of('stderr')),
  };
}

/** What failed most often says why on its error stream. */
function likelyStream({ verdict, stdout, stderr }: TerminalAttempt): OutputStream {
  if (stdout === 0 && stderr > 0) return 'stderr';
  return verdict === 'failed' && stderr > 0 ? 'stderr' : 'stdout';
}

interface Wanted {
  readonly run: StoredRunDetail;
  readonly stream: OutputStream;
  readonly running: LiveOutput | undefined;
}

function piecesFor(number: number, { run, stream, running }: Wanted): Pieces {
  if (running?.attempt === number) return running.of(stream);
  const attempt = run.view?.attempts.find(each => each.number === number);
  return piecesOf(attempt === undefined ? '' : run.outputOf(attempt)[stream]);
}

function named({ first, texts }: Pieces): Readonly<Record<`output.${number}`, string>> {
  return Object.fromEntries(texts.map((text, index) => [`output.${first + index}` as const, text]));
}

const maxLine = 2_000;
