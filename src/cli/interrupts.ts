/** The user's wish to stop, and the system's. */
export interface Interrupts {
  /** Fires with the first Ctrl-C. The second one ends the process at once. */
  readonly cancelled: AbortSignal;
  /** Fires when the process is told to end: the run is let go of, and can be resumed. */
  readonly ended: AbortSignal;
  /** The exit code that tells of the signal; undefined when none came. */
  readonly exitCode: () => number | undefined;
  /** Fires `ended` for a reason of the program's own. */
  readonly endWith: (exitCode: number) => void;
}

export function listenForInterrupts(): Interrupts {
  const cancelled = new AbortController();
  const ended = new AbortController();
  let exitCode: number | undefined;
  process.on('SIGINT', () => {
    if (cancelled.signal.aborted) process.exit(interruptedCode);
    exitCode = interruptedCode;
    cancelled.abort();
  });
  const endWith = (code: number) => {
    exitCode = code;
    ended.abort();
  };
  for (const [name, code] of Object.entries(endings)) process.on(name, () => endWith(code));
  return { cancelled: cancelled.signal, ended: ended.signal, exitCode: () => exitCode, endWith };
}

const interruptedCode = 130;
/** 128 and the signal's number, as shells count. */
const endings = { SIGTERM: 143, SIGHUP: 129 };
