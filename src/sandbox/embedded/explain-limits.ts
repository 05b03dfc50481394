import { dockerSandbox } from './unsupported.ts';

/** What a program that failed ran into. Both are full sentences, or ''. */
export interface ExplainedLimits {
  /** What the sandbox does not have: see CommandResult. */
  readonly lacking: string;
  /** All that a person should read below the output; also of modules, which the engine looks into by itself. */
  readonly text: string;
}

/** Deno's own advice (to allow it) is none that anybody could follow. */
export function explainLimits(output: { readonly stdout: string; readonly stderr: string }): ExplainedLimits {
  const text = `${output.stdout}\n${output.stderr}`;
  const found = (table: Limits) => {
    const reasons = table.flatMap(([pattern, explain]) => {
      const match = pattern.exec(text);
      return match === null ? [] : [explain(match[1] ?? '')];
    });
    return [...new Set(reasons)];
  };
  const lacking = found(ofSandbox);
  return {
    lacking: lacking.join(' '),
    text: [...lacking, ...found(ofPackages)].map(one => `${one}\n`).join(''),
  };
}

type Explain = (name: string) => string;

type Limits = readonly (readonly [pattern: RegExp, explain: Explain])[];

const ofSandbox: Limits = [
  [/Requires net access|\[Errno 23\] Host is unreachable|getaddrinfo EPERM/u, () => noNetwork],
  [
    /Requires run access|does not support processes|Failed to spawn|Command failed: /u,
    () => lacks('other programs to start, and no shell'),
  ],
  [/RuntimeError: can't start new thread/u, () => lacks('threads for Python')],
  [/Requires (?:sys|ffi) access/u, () => lacks('access to the system')],
];

const ofPackages: Limits = [
  [/ModuleNotFoundError: No module named '(\w+)/u, name => missingPackage(name, "Python's standard library")],
  [/Import "([^"./][^"]*)" not a dependency/u, name => missingPackage(name, "Node's own modules")],
  [/Cannot find module '([^'./][^']*)'/u, name => missingPackage(name, "Node's own modules")],
];

const noNetwork =
  'No sandbox has a network. Put something else in the place of the service, such as a fake in the tests.';

function lacks(what: string): string {
  return `The embedded sandbox has no ${what}. A check that needs it runs in ${dockerSandbox}.`;
}

function missingPackage(name: string, has: string): string {
  return `The embedded sandbox has ${has} and no installed packages, with native code or without. If ${name} is a package, the check runs in ${dockerSandbox}.`;
}
