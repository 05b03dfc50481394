import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { setupErrorKind } from './error-kind.ts';
import { parsePythonErrors } from './parse-python-errors.ts';

/** The failed tests that Python's own `unittest` lists after its dots. */
export const parseUnittest: FailureParser = lines => [...blocks(lines).map(describe), ...nothingRan(lines)];

interface Block {
  readonly outcome: string;
  readonly title: string;
  readonly lines: readonly string[];
}

const rulerPattern = /^={70}$/u;
const titlePattern = /^(ERROR|FAIL|UNEXPECTED SUCCESS): (.+)$/u;

function blocks(lines: readonly string[]): readonly Block[] {
  const starts = lines.flatMap((line, index) =>
    rulerPattern.test(line) && titlePattern.test(lines[index + 1] ?? '') ? [index + 1] : [],
  );
  const end = lines.findIndex(line => /^Ran \d+ tests? in /u.test(line));
  return starts.map((start, position) => {
    const [, outcome = '', title = ''] = titlePattern.exec(lines[start] ?? '') ?? [];
    const next = starts[position + 1] ?? (end > start ? end : lines.length);
    return { outcome, title, lines: lines.slice(start + 1, next) };
  });
}

function describe({ outcome, title, lines }: Block): StructuredFailure {
  const name = testId(title);
  const error = parsePythonErrors(lines).at(-1);
  const message =
    error?.message ?? (outcome === 'UNEXPECTED SUCCESS' ? 'It passed and was expected to fail.' : outcome);
  const isSetup = /(?:^|\.)(?:setUp|tearDown)(?:Class|Module)/u.test(name);
  const kind = isSetup ? setupErrorKind(message) : (error?.kind ?? 'logic_error');
  return { ...error, kind, name, message };
}

/** `test_eq (pkg.TestCase.test_eq) (i=1)` as `pkg.TestCase.test_eq (i=1)`; older Pythons leave the method out of the brackets. */
function testId(title: string): string {
  const [, method = '', place = '', rest = ''] = /^(\S+) \(([^)]*)\)(.*)$/u.exec(title) ?? [];
  if (method === '') return title;
  if (place.startsWith('unittest.loader._FailedTest')) return `${method}${rest}`;
  return `${place === method || place.endsWith(`.${method}`) ? place : `${place}.${method}`}${rest}`;
}

function nothingRan(lines: readonly string[]): readonly StructuredFailure[] {
  if (!lines.some(line => /^Ran 0 tests in /u.test(line))) return [];
  return [{ kind: 'test_error', message: 'No test was found, so none ran.' }];
}
