/** One problem of a suite, whatever format it came in. */
export interface BenchTask {
  readonly id: string;
  readonly category: string;
  readonly difficulty: Difficulty;
  /** What a model is asked. Nothing of the hidden tests is in it. */
  readonly prompt: string;
  /** What stands before a completion to make a program of it; '' where a completion is a whole program. */
  readonly prefix: string;
  /** What `solution.py` holds when an agent begins; '' when there is none yet. A whole program then replaces `prefix`. */
  readonly starter: string;
  /** Text files, by path, that are there when the program is loaded. */
  readonly files: Readonly<Record<string, string>>;
  /** Assertions that anybody may see, models too; '' when there are none. */
  readonly visibleTests: string;
  /** The visible tests as the judge can ask them; null where there are none, or in a form of their own. */
  readonly examples: Exam | null;
  readonly exam: Exam;
  /** Seconds of computing that a program may take, from its loading to its last answer; null: the suite's own. */
  readonly timeoutSeconds: number | null;
  /** A completion that is known to be right, or in `knownBad` of the suite. */
  readonly reference: string;
  /** Completions that are known to be wrong, by the mistake they make. */
  readonly wrong: Readonly<Record<string, string>>;
}

export type Difficulty = (typeof difficulties)[number];

export const difficulties = ['easy', 'medium', 'hard'] as const;

/** Hidden tests. They never reach a model, nor the sandbox in which a program runs. */
export interface Exam {
  /** Trusted code that runs before the tests, such as the functions of a prompt that tests call. */
  readonly helpers: string;
  /** Python with `assert`s. What it calls and nobody defines is asked of the program. */
  readonly tests: string;
  /** Where tests define `check(candidate)`: the function that it is given. */
  readonly entry: string | null;
  /** Code whose top-level names are the program's to define, even where Python has such a name; null: none. */
  readonly names: string | null;
}

/** The program that a completion makes. */
export function programOf(task: Pick<BenchTask, 'prefix'>, completion: string): string {
  return task.prefix + completion;
}
