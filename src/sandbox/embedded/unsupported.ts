/** What the embedded sandbox cannot do at all, as opposed to a program that ran and failed. */
export interface Unsupported {
  readonly kind: 'unsupported';
  /** One or two full sentences: what it cannot do, and what to do instead. */
  readonly reason: string;
}

/** `what` continues "The embedded sandbox …". */
export function unsupported(what: string, instead = ''): Unsupported {
  const advice = instead === '' ? 'Use the Docker sandbox for it.' : `${instead}, or use the Docker sandbox.`;
  return { kind: 'unsupported', reason: `The embedded sandbox ${what}. ${advice}` };
}
