/** A call in generated code that a person may want to look at. Advice: the sandbox is the wall. */
export interface SoftFinding {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly kind: SoftFindingKind;
  /** What is called, by its full name, for example `subprocess.run`. */
  readonly what: string;
  /** All of it in one sentence for people. */
  readonly sentence: string;
}

export type SoftFindingKind = 'process' | 'network' | 'deletion' | 'introspection';

/** `warn` shows findings where the change is reviewed; `block` lets no such change run. */
export type SoftCheckMode = 'off' | 'warn' | 'block';

/** A call as a scanner finds it, before anybody knows in which file. */
export type FoundCall = Pick<SoftFinding, 'line' | 'kind' | 'what'>;

export function softFinding(path: string, call: FoundCall): SoftFinding {
  const { line, kind, what } = call;
  return { path, line, kind, what, sentence: `${path}:${line} ${deeds[kind]}: ${what}.` };
}

const deeds: Readonly<Record<SoftFindingKind, string>> = {
  process: 'starts or ends a process',
  network: 'reaches for the network',
  deletion: 'deletes files',
  introspection: 'reaches for code that nobody sees here',
};
