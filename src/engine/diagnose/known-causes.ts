/** What to do about well-known causes that an error's text gives away: plain sentences, at most two. */
export function knownCauses(text: string): readonly string[] {
  return table.flatMap(([pattern, advice]) => (pattern.test(text) ? [advice] : [])).slice(0, 2);
}

// The particular before the general. Searched in bounded text: each pattern is linear.
const table: readonly (readonly [RegExp, string])[] = [
  [
    /Cannot use import statement outside a module|Unexpected token 'export'|require is not defined|require\(\) of ES Module/u,
    'ES modules and CommonJS are mixed: use the kind that the nearest package.json says ("type"), or the extension .mjs or .cjs.',
  ],
  [
    /Cannot find module '(?:\.|\/)|Module not found "file:|Cannot find module "(?:\.|\/)/u,
    'A file of the project is not where it is imported from: check its name and folder, and give the extension in ES modules.',
  ],
  [
    /partially initialized module|Cannot access '\w+' before initialization/u,
    'Two modules import each other: move what both need into a third one, or import inside the function.',
  ],
  [
    /attempted relative import/u,
    'A relative import ran outside its package: run the file as a module (python -m package.module) or import it by its full name.',
  ],
  [
    /does not provide an export named|cannot import name|TS2305|TS2614/u,
    'The name that is imported is not exported there: compare its spelling with the module, and named with default exports.',
  ],
  [
    /is not installed in the sandbox\./u,
    'A package is missing from the sandbox; the code that imports it may be right. Keep what the lock file names, and change an import only where it is wrong.',
  ],
  [
    /(?:No module named|Cannot find (?:package|module) ['"](?![./])|Import "[^"]*" not a dependency|Failed to resolve import)(?![^\n]*\n[^\n]*is not installed in the sandbox\.)/u,
    "If it is the project's own module, correct the path or the folder the check runs in; if it is a package, the sandbox has no network to install it: use the standard library or what the image has.",
  ],
  [
    /inconsistent use of tabs and spaces|unindent does not match/u,
    'Tabs and spaces are mixed in the indentation: use the kind that the rest of the file uses.',
  ],
  [
    /EAI_AGAIN|ENOTFOUND|ENETUNREACH|getaddrinfo|Name or service not known|Temporary failure in name resolution|Network is unreachable/u,
    'The sandbox has no network: replace the remote service by a fake in the tests.',
  ],
  [
    /ECONNREFUSED|Connection refused/u,
    'Nothing listens there: the sandbox has no network and no services, so start the server inside the test or replace it by a fake.',
  ],
  [
    /EADDRINUSE|Address already in use/u,
    'The port is taken: listen on port 0 and read the port that was given.',
  ],
  [
    /EACCES|EROFS|Read-only file system|PermissionError|Requires (?:read|write|net|run|env) access/u,
    'The sandbox allows no access outside the work folder: keep files inside it or in a temporary folder.',
  ],
  [
    /ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX|not supported in strip-only mode/u,
    'Node only strips types here: enums, namespaces and parameter properties have to be written as plain code.',
  ],
  [
    /RecursionError|Maximum call stack size exceeded/u,
    'The recursion does not end: check its base case, or use a loop for deep data.',
  ],
  [
    /MemoryError|heap out of memory|Cannot allocate memory|bad_alloc/u,
    'The memory ran out: look for data that grows in a loop, and work on it piece by piece.',
  ],
  [
    /fixture '[^']*' not found/u,
    'The test asks for a fixture that does not exist: check its name and the conftest.py it should come from.',
  ],
  [
    /async def functions are not natively supported/u,
    'pytest has no plugin for async tests here: call asyncio.run inside an ordinary test.',
  ],
  [
    /EOFError: EOF when reading/u,
    'The program waits for input, and there is no terminal: take the input as an argument.',
  ],
  [
    /no \$DISPLAY|cannot open display/u,
    'There is no screen in the sandbox: test the logic apart from the window.',
  ],
  [/Missing script:/u, 'package.json has no such script: use one that it has, or run the tool directly.'],
  [
    /not found$|No such file or directory$/mu,
    'A command or file that the check names is not in the sandbox: use one that is there.',
  ],
];
