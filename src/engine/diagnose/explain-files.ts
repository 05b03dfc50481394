import type { StructuredFailure } from './diagnosis.ts';

/**
 * Node says of a test file that could not be loaded only that it failed; the error itself went to the output.
 * Brings the two together; what finds no partner stands on its own.
 */
export function explainFiles(
  tests: readonly StructuredFailure[],
  errors: readonly StructuredFailure[],
): readonly StructuredFailure[] {
  const files = tests.filter(isUnexplained);
  if (files.length === 0) return tests;
  const causes = new Map(files.map((file, position) => [file, causeOf(file, position, files.length)]));
  const explained = tests.map(test => explain(test, causes.get(test)));
  const used = new Set(causes.values());
  return explained.some(isUnexplained)
    ? [...errors.filter(error => !used.has(error)), ...explained]
    : explained;

  function causeOf(file: StructuredFailure, position: number, count: number): StructuredFailure | undefined {
    // As many errors as files: each was printed when its file ended.
    return (
      errors.find(error => names(error, file)) ?? (errors.length === count ? errors[position] : undefined)
    );
  }
}

function isUnexplained(test: StructuredFailure): boolean {
  return test.message === 'test failed';
}

function names(error: StructuredFailure, { name }: StructuredFailure): boolean {
  if (name === undefined) return false;
  return [error.path, ...(error.excerpt?.split('\n') ?? [])].some(
    text => text !== undefined && pathIn(text) === name,
  );
}

/** `at src/a.mjs:12` as `src/a.mjs`. */
function pathIn(text: string): string {
  return text.replace(/^at /u, '').replace(/:\d{1,9}$/u, '');
}

function explain(test: StructuredFailure, cause: StructuredFailure | undefined): StructuredFailure {
  if (cause === undefined) return test;
  return { ...test, ...cause, ...(test.name === undefined ? {} : { name: test.name }) };
}
