/** The little of Deno that the runners use. They are the only code of CodeForge that runs under Deno. */
export interface DenoApi {
  readonly stdin: { readSync(space: Uint8Array): number | null };
  readonly stdout: { writeSync(bytes: Uint8Array): number };
  readonly env: DenoEnvironment;
  args: readonly string[];
  exitCode: number;
  test: unknown;
  readFileSync(path: string): Uint8Array;
  readTextFileSync(path: string): string;
  writeTextFileSync(path: string, text: string): void;
  chdir(path: string): void;
  exit(code: number): never;
}

export interface DenoEnvironment {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  has(name: string): boolean;
  delete(name: string): void;
  toObject(): Record<string, string>;
}

/** Undefined under Node, where tests import the runners' parts. */
export const deno = (globalThis as unknown as { readonly Deno: DenoApi }).Deno;
