/** What kind of trouble a red check shows. The reviewer names one of them too. */
export const errorTypes = [
  'syntax_error',
  'runtime_error',
  'logic_error',
  'import_error',
  'timeout',
  'memory_error',
  'test_error',
  'environment_error',
] as const;

/**
 * `logic_error`: it ran and gave the wrong answer. `test_error`: the test itself could not run (a fixture,
 * a hook, nothing collected). `environment_error`: the sandbox lacks something, no code is to blame.
 * A compiler's complaints count as `syntax_error`: nothing has run yet.
 */
export type ErrorType = (typeof errorTypes)[number];

/** What one red check says, as data. */
export interface Diagnosis {
  readonly errorType: ErrorType;
  /** The most telling first; at least one when the check was red, none when it was green. */
  readonly failures: readonly StructuredFailure[];
  /** At most 2,000 characters, for a model to read. */
  readonly digest: string;
  /**
   * What a person has to do, when nothing but packages that are not installed is in the way: full sentences.
   * No edit can mend that.
   */
  readonly obstacle?: string;
}

export interface StructuredFailure {
  readonly kind: ErrorType;
  /** The test's id as its runner would know it; missing for what is not a test. */
  readonly name?: string;
  /** The error's own words, with its class in front where there is one. */
  readonly message: string;
  /** Relative to the work folder, only for the project's own files. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  /** The lines of output that show it best: frames in the project's files, what was expected. */
  readonly excerpt?: string;
}

/** Finds one tool's failures in output that is clean and cut into lines; empty when the tool did not speak. */
export type FailureParser = (lines: readonly string[]) => readonly StructuredFailure[];
