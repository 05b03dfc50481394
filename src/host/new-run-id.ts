import { randomInt } from 'node:crypto';

/** A new run's name: short enough to type, without characters that look alike. */
export function newRunId(): string {
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
