/**
 * For a program that failed: whether it ran into something that the embedded sandbox does not have. Full
 * sentences, or ''. Deno's own advice (to allow it) is none that anybody could follow.
 */
export function explainLimits(output: { readonly stdout: string; readonly stderr: string }): string {
  const text = `${output.stdout}\n${output.stderr}`;
  const reasons = limits.flatMap(([pattern, explain]) => {
    const match = pattern.exec(text);
    return match === null ? [] : [explain(match[1] ?? '')];
  });
  return [...new Set(reasons)].map(reason => `${reason}\n`).join('');
}

type Explain = (name: string) => string;

const limits: readonly (readonly [pattern: RegExp, explain: Explain])[] = [
  [/Requires net access|\[Errno 23\] Host is unreachable|getaddrinfo EPERM/u, () => lacks('network')],
  [
    /Requires run access|does not support processes|Failed to spawn|Command failed: /u,
    () => lacks('other programs to start'),
  ],
  [/RuntimeError: can't start new thread/u, () => lacks('threads for Python')],
  [/Requires (?:sys|ffi) access/u, () => lacks('access to the system')],
  [/ModuleNotFoundError: No module named '(\w+)/u, name => missingPackage(name, "Python's standard library")],
  [/Import "([^"./][^"]*)" not a dependency/u, name => missingPackage(name, "Node's own modules")],
  [/Cannot find module '([^'./][^']*)'/u, name => missingPackage(name, "Node's own modules")],
];

function lacks(what: string): string {
  return `The embedded sandbox has no ${what}. A check that needs it runs in the Docker sandbox.`;
}

function missingPackage(name: string, has: string): string {
  return `The embedded sandbox has ${has} and no installed packages. If ${name} is a package, the check runs in the Docker sandbox.`;
}
