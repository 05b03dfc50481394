/**
 * Skips the running test, or from a `before` hook its whole suite, because this machine lacks a real
 * component, such as `Docker engine`. Says so loudly; in CI, where nothing may be skipped, it fails.
 */
export function skipWithout(context: Mocha.Context, component: string): never {
  if (process.env['CI'] === 'true') {
    throw new Error(`The ${component} is missing, and in CI no test is skipped. Install it, or start it.`);
  }
  process.stderr.write(`\n  !!! SKIPPED for want of: ${component}\n\n`);
  return context.skip();
}
