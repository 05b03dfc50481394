/** A program that means harm, and what it must come to. */
export interface Adversary {
  /** Continues "holds against a program that …". */
  readonly name: string;
  readonly language: keyof typeof programFiles;
  /** `@secret@` stands for a host file, `@port@` and `@abstract@` for sockets that listen on the host. */
  readonly source: string;
  /** How long it may run. Short for what never ends by itself; long enough elsewhere for a slow machine. */
  readonly limitMs?: number;
  readonly shows: Showing | Readonly<Record<AdversaryBackendName, Showing>>;
  /** What it leaves in the work folder that the next update has to delete. */
  readonly leaves?: readonly string[];
}

export type AdversaryBackendName = 'docker' | 'embedded';

export interface Showing {
  /** Several where the moment decides, such as memory that runs out just before the time does. */
  readonly ends: Ending | readonly Ending[];
  /** Standard output: the whole of it, or a pattern. */
  readonly prints?: string | RegExp;
}

/** `limit`: killed at its time limit. `unsupported`: told before anything ran. */
export type Ending = 'green' | 'red' | 'limit' | 'memory' | 'unsupported';

/** The file that a program is put into, and the command line that runs it. */
export const programFiles = {
  python: { path: 'main.py', command: 'python3 main.py' },
  node: { path: 'main.mjs', command: 'node main.mjs' },
  shell: { path: 'main.sh', command: 'sh main.sh' },
} as const;

export const refused: Showing = { ends: 'green', prints: 'refused\n' };
export const atItsLimit: Showing = { ends: 'limit' };

/** For what never ends by itself. */
export const shortLimitMs = 1_500;

/** A shell is what the embedded backend has not got: it says so, and runs nothing. */
export function inShell(docker: Showing): Adversary['shows'] {
  return { docker, embedded: { ends: 'unsupported', prints: '' } };
}

/** Python that prints `done`, or `refused` when something stood in its way. */
export function tryPython(code: string): string {
  const body = code.trim().replaceAll('\n', '\n    ');
  return `try:\n    ${body}\n    print('done')\nexcept BaseException:\n    print('refused')\n`;
}

/** JavaScript that prints `done`, or `refused` when something stood in its way. */
export function tryNode(code: string): string {
  return `try {\n${code.trim()}\nconsole.log('done');\n} catch {\nconsole.log('refused');\n}\n`;
}
