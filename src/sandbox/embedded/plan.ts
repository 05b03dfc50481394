import type { ShellCommand } from './command-line.ts';
import type { PythonProgram } from './runtime/python-job.ts';

/** One program of a command line, with all that its start depends on. */
export interface PlannedCommand {
  readonly when: ShellCommand['when'];
  readonly step: Step;
  /** Relative to the work folder; '' is the work folder itself. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly mergesErrors: boolean;
}

export type Step =
  | { readonly kind: 'python'; readonly program: PythonProgram }
  | { readonly kind: 'script'; readonly target: string; readonly args: readonly string[] }
  | CodeStep
  | TestsStep
  | BuiltinStep
  | { readonly kind: 'sequence'; readonly commands: readonly PlannedCommand[] };

/** JavaScript that stands in the command line. */
export interface CodeStep {
  readonly kind: 'code';
  readonly code: string;
  readonly printsValue: boolean;
  readonly args: readonly string[];
}

/** Every test file that the patterns name, each as a program of its own. No patterns: the runner's own. */
export interface TestsStep {
  readonly kind: 'tests';
  readonly runner: 'node' | 'deno';
  readonly patterns: readonly string[];
}

/** What needs no program: see run-builtin.ts. */
export interface BuiltinStep {
  readonly kind: 'builtin';
  readonly name: string;
  readonly args: readonly string[];
}
