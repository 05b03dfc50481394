/** A program that wants to pass without solving anything; the task is `total(numbers)`, the sum of a list. */
export interface Cheat {
  readonly name: string;
  readonly program: string;
}

const wrong = 'def total(numbers):\n    return 41\n';

/** With these lines at the start of its call. */
export const inside = (name: string, ...lines: readonly string[]): Cheat => ({
  name,
  program: `def total(numbers):\n${lines.map(line => `    ${line}`).join('\n')}\n    return 41\n`,
});

/** With these lines before it. */
export const before = (name: string, ...lines: readonly string[]): Cheat => ({
  name,
  program: `${lines.join('\n')}\n${wrong}`,
});
