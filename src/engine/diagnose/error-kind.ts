import type { ErrorType } from './diagnosis.ts';

/** What kind of trouble an error's text shows, such as `ModuleNotFoundError: No module named 'x'`. */
export function errorKind(text: string): ErrorType {
  return kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'runtime_error';
}

/** Like `errorKind`, for what broke around a test: an ordinary error there is the test's own. */
export function setupErrorKind(text: string): ErrorType {
  const kind = errorKind(text);
  return kind === 'runtime_error' || kind === 'logic_error' ? 'test_error' : kind;
}

// The first that matches decides, so an assertion that quotes another error stays an assertion.
const kinds: readonly (readonly [RegExp, ErrorType])[] = [
  [/^(?:\w*Assertion(?:Error|FailedError)\b|assert\b|expect\(|Failed: DID NOT RAISE)/u, 'logic_error'],
  [/MemoryError|out of memory|bad_alloc|Cannot allocate memory|allocation failed/iu, 'memory_error'],
  [/^(?:ModuleNotFoundError|ImportError)\b|^No module named|Cannot find (?:module|package)/u, 'import_error'],
  [/ERR_MODULE_NOT_FOUND|does not provide an export named|require is not defined/u, 'import_error'],
  [/^Module not found\b|^Import "[^"]*" not a|Failed to (?:load url|resolve import)/u, 'import_error'],
  [/^(?:SyntaxError|IndentationError|TabError)\b|^(?:Error: )?Transform failed/u, 'syntax_error'],
  [/^(?:TimeoutError|Failed: Timeout)\b|timed out (?:after|in)|Exceeded timeout|Timeout of \d/iu, 'timeout'],
  [
    /EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ENETUNREACH|getaddrinfo|Name or service not known/u,
    'environment_error',
  ],
  [/Temporary failure in name resolution|Network is unreachable|Connection refused/u, 'environment_error'],
  [/^PermissionError\b|^NotCapable\b|EACCES|EROFS|Read-only file system/u, 'environment_error'],
];
