/**
 * Throws unless the path is relative, has `/` between non-empty parts, and cannot lead out of the work
 * folder. The engine has checked its paths long before: a bad one here is a bug, hence a plain Error.
 */
export function assertSandboxPath(path: string): void {
  if (!isSandboxPath(path)) {
    throw new Error(
      `The path ${JSON.stringify(path)} does not name a file inside the sandbox's work folder.`,
    );
  }
}

/** Whether a path stays inside the work folder. */
export function isSandboxPath(path: string): boolean {
  return !path.includes('\0') && path.split('/').every(part => part !== '' && part !== '.' && part !== '..');
}
