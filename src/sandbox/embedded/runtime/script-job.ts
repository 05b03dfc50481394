/**
 * What the script runner is told on its standard input, as JSON. Before it, up to a line feed, stands where the
 * outcome is to be written. The runner may write there, nobody in the process may read or list, and the program does
 * not know the name: it is kept as bytes, since a program can look through all strings of its process.
 */
export interface ScriptJob {
  readonly program: ScriptProgram;
  readonly args: readonly string[];
  /** Where the program starts, an absolute path. */
  readonly directory: string;
  /** The whole environment that the program sees. */
  readonly environment: Readonly<Record<string, string>>;
  /** Who prints the sum of the tests: the runner, or the caller that adds up several files. */
  readonly summary: 'runner' | 'caller';
}

export type ScriptProgram =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'code'; readonly code: string; readonly printsValue: boolean };

/**
 * Written as `running` when the first test is registered, as `threw` when the program ended with an error, and as
 * `finished`, the number of red tests and the whole as JSON when all tests have run.
 */
export type TestReport = { readonly state: 'running' | 'threw' } | FinishedTests;

export interface FinishedTests {
  readonly state: 'finished';
  readonly tests: number;
  readonly suites: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly TestFailure[];
}

export interface TestFailure {
  readonly name: string;
  /** As `file:line:column`; '' when not known. */
  readonly location: string;
  readonly durationMs: number;
  /** The error with its stack, in as many lines as it takes. */
  readonly text: string;
}
