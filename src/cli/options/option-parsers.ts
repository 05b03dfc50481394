import { InvalidArgumentError } from 'commander';

/** `--max-cost 0.5`: dollars, more than 0. */
export function parseUsd(text: string): number {
  const usd = Number(text);
  if (text.trim() === '' || !Number.isFinite(usd) || usd <= 0) {
    throw new InvalidArgumentError('It must be a number of dollars above 0, for example 0.50.');
  }
  return usd;
}

/** A whole number within bounds, both included. */
export function parseWhole(min: number, max: number): (text: string) => number {
  return text => {
    const value = Number(text);
    if (!/^\d+$/u.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

export function parseNonEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

/** `--ids a,b`; nothing between two commas counts for nothing. */
export function parseList(text: string): readonly string[] {
  const names = text.split(',').map(name => name.trim());
  const given = names.filter(name => name !== '');
  if (given.length === 0) throw new InvalidArgumentError('It must not be empty.');
  return given;
}

/** An option that can be given several times. */
export function parseRepeated(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, parseNonEmpty(text)];
}
