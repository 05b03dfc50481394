import { isGreen } from '../check/is-green.ts';
import { type ExplainedFailure, explainMissing } from '../dependencies/explain-missing.ts';
import type { PackageFacts } from '../dependencies/package-facts.ts';
import type { CommandResult } from '../ports/sandbox.ts';
import { clip } from './clip.ts';
import type { Diagnosis, ErrorType, FailureParser, StructuredFailure } from './diagnosis.ts';
import { digestOf } from './digest.ts';
import { dominantError } from './dominant-error.ts';
import { explainFiles } from './explain-files.ts';
import { outputLines } from './output-lines.ts';
import { parseCompilerErrors } from './parse-compiler-errors.ts';
import { parseDenoTest } from './parse-deno-test.ts';
import { parseJest } from './parse-jest.ts';
import { parseMemory } from './parse-memory.ts';
import { parseMocha } from './parse-mocha.ts';
import { parseNodeTest } from './parse-node-test.ts';
import { parsePytest } from './parse-pytest.ts';
import { parsePythonErrors } from './parse-python-errors.ts';
import { parseScriptErrors } from './parse-script-errors.ts';
import { parseShell } from './parse-shell.ts';
import { parseTap, withoutTapComments } from './parse-tap.ts';
import { parseUnittest } from './parse-unittest.ts';
import { parseVitest } from './parse-vitest.ts';

export type CheckOutput = Pick<
  CommandResult,
  'stdout' | 'stderr' | 'exitCode' | 'signal' | 'timedOut' | 'outOfMemory' | 'unsupported' | 'lacking'
>;

/**
 * Says what a red check shows, as data and for a model. A green check has no failures; a red one always has
 * at least one, so that it can be compared with another. With what is known of the project's packages, a module
 * that is missing is told from one that is imported wrongly.
 */
export function diagnose(result: CheckOutput, facts?: PackageFacts): Diagnosis {
  if (isGreen(result)) return { errorType: 'runtime_error', failures: [], digest: 'The check passed.' };
  const lines = [...outputLines(result.stdout), '', ...outputLines(result.stderr)];
  const found = [...fromOutcome(result), ...distinct(parseFailures(lines))].slice(0, maxFailures);
  const told = found.length > 0 ? found : [unrecognized(result)];
  const explained: readonly ExplainedFailure[] = told.map(failure =>
    facts === undefined ? { failure } : explainMissing(failure, facts),
  );
  const failures = explained.map(({ failure }) => failure);
  const errorType = dominantError(result, failures);
  const diagnosis = { errorType, failures, digest: digestOf({ errorType, failures, lines }) };
  const obstacles = explained.flatMap(({ obstacle }) => obstacle ?? []);
  if (obstacles.length < explained.length) return diagnosis;
  return { ...diagnosis, obstacle: [...new Set(obstacles)].slice(0, maxObstacles).join(' ') };
}

const maxFailures = 200;
const maxObstacles = 3;

const runnerParsers: readonly FailureParser[] = [
  parsePytest,
  parseUnittest,
  parseNodeTest,
  parseTap,
  parseDenoTest,
  parseMocha,
  parseJest,
  parseVitest,
];

/** What the sandbox itself knows of how the command ended. */
function fromOutcome(result: CheckOutput): readonly StructuredFailure[] {
  const { unsupported, lacking, timedOut, outOfMemory } = result;
  return [
    ...(lacking === undefined ? [] : [{ kind: 'environment_error' as const, message: clip(lacking, 600) }]),
    ...(unsupported === undefined
      ? []
      : [{ kind: 'environment_error' as const, message: clip(unsupported, 600) }]),
    ...(outOfMemory
      ? [{ kind: 'memory_error' as const, message: 'The command was stopped: it used all its memory.' }]
      : []),
    ...(timedOut
      ? [{ kind: 'timeout' as const, message: 'The command was stopped at its time limit.' }]
      : []),
  ];
}

/** The tests' own failures explain the most; tracebacks elsewhere only count where no runner spoke. */
function parseFailures(lines: readonly string[]): readonly StructuredFailure[] {
  const tests = runnerParsers.flatMap(parse => parse(lines));
  const plain = withoutTapComments(lines);
  const errors = [...parsePythonErrors(plain), ...parseScriptErrors(plain)];
  const told = tests.length === 0 ? errors : explainFiles(tests, errors);
  const rest = [...parseCompilerErrors(lines), ...parseMemory(lines), ...parseShell(lines)];
  return [...told, ...rest].toSorted((a, b) => rank(a) - rank(b));
}

// What keeps everything from running explains what else is red.
const mostTelling: readonly ErrorType[] = [
  'memory_error',
  'syntax_error',
  'import_error',
  'timeout',
  'runtime_error',
  'logic_error',
  'environment_error',
  'test_error',
];

function rank(failure: StructuredFailure): number {
  return mostTelling.indexOf(failure.kind) * 2 + (failure.path === undefined ? 1 : 0);
}

/** A run may be told twice, as by two reporters. */
function distinct(failures: readonly StructuredFailure[]): readonly StructuredFailure[] {
  const same = (failure: StructuredFailure) =>
    `${failure.name}\n${failure.path}\n${failure.line}\n${failure.message}`;
  return [...Map.groupBy(failures, same).values()].flatMap(group => group.slice(0, 1));
}

function unrecognized(result: CheckOutput): StructuredFailure {
  const said = [result.stderr, result.stdout].map(text => outputLines(text).filter(isTelling));
  const words =
    said
      .find(lines => lines.length > 0)
      ?.slice(-5)
      .map(line => line.trim()) ?? [];
  const { exitCode, signal } = result;
  const wasKilled = signal === 'SIGKILL' || exitCode === killed;
  const kind = wasKilled ? 'memory_error' : 'runtime_error';
  const ending =
    exitCode === null
      ? `was killed${signal === null ? '' : ` by ${signal}`}`
      : `ended with exit code ${exitCode}`;
  if (words.length === 0) return { kind, message: `The command ${ending} and printed nothing.` };
  // Nobody prints that in its place.
  const told = signal === null ? words : [`The command ${ending}.`, ...words];
  return { kind, message: clip(told.join('\n'), 600) };
}

/** Leaves out what Node prints around anything that was thrown. */
function isTelling(line: string): boolean {
  return !/^\s*$|^\s*\^+$|^Node\.js v\d|^\(Use `node |^node:internal\/|^\s*triggerUncaughtException\($/u.test(
    line,
  );
}

/** 128 + SIGKILL, which the kernel sends when memory runs out: so a shell tells of a program that it has waited for. */
const killed = 137;
