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
  readonly exam: Exam;
  /** A completion that is known to be right, or in `knownBad` of the suite. */
  readonly reference: string;
}

export type Difficulty = 'easy' | 'medium' | 'hard';

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
