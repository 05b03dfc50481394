import pc from 'picocolors';

/** Where text for people goes, and what can be done there. */
export interface Terminal {
  /** True where a line can be drawn over again. */
  readonly isInteractive: boolean;
  readonly color: Colors;
  readonly columns: () => number;
  readonly write: (text: string) => void;
  /** Returns the way to stop listening. */
  readonly onResize: (listener: () => void) => () => void;
}

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours follow NO_COLOR and FORCE_COLOR (no-color.org, force-color.org) and what the terminal can do. */
export function createTerminal(
  stream: NodeJS.WriteStream,
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isTty = stream.isTTY === true;
  const canColor = isTty ? stream.hasColors(env) : Boolean(env['FORCE_COLOR']) && env['FORCE_COLOR'] !== '0';
  return {
    isInteractive: isTty && env['TERM'] !== 'dumb',
    color: pc.createColors(canColor && !env['NO_COLOR']),
    // What is not a terminal has no edge.
    columns: () => stream.columns ?? Number.POSITIVE_INFINITY,
    write: text => {
      stream.write(text);
    },
    onResize(listener) {
      stream.on('resize', listener);
      return () => stream.off('resize', listener);
    },
  };
}
