/** What the embedded sandbox cannot do at all, as opposed to a program that ran and failed. */
export interface Unsupported {
  readonly kind: 'unsupported';
  /** One or two full sentences: what it cannot do, and what to do instead. */
  readonly reason: string;
}

/** How people choose it. */
export const dockerSandbox =
  'the Docker sandbox (--sandbox docker; in VS Code: the setting codeforge.sandbox)';

/** `what` continues "The embedded sandbox …". */
export function unsupported(what: string, instead = ''): Unsupported {
  const advice = instead === '' ? `Use ${dockerSandbox} for it.` : `${instead}, or use ${dockerSandbox}.`;
  return { kind: 'unsupported', reason: `The embedded sandbox ${what}. ${advice}` };
}
