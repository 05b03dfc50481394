/** The messages between the host and its webviews. What another version says is refused. */
export const protocolVersion = 2;

/**
 * What the host tells a webview: the slices of its state that have changed since it was told last. A slice is plain
 * data under a name; one that changes is sent whole, so it holds no more than a window of anything long.
 */
export interface ViewUpdate<Slices> {
  readonly type: 'view.update';
  readonly version: typeof protocolVersion;
  /** The revision that this builds on; 0: it is the whole state. A webview that has another one asks anew. */
  readonly base: number;
  /** Grows with every update. */
  readonly revision: number;
  readonly changed: Partial<Slices>;
  /** Names of slices that there are no more. */
  readonly removed: readonly string[];
}

/** What a webview says first, and whenever it has missed something: it is told the whole state. */
export interface ViewReady {
  readonly type: 'view.ready';
  readonly version: number;
}

/** Checks one slice; undefined: the webview knows no such name, or the value is not what it should be. */
export type ParseSlice<Slices> = (name: string, value: unknown) => Slices[keyof Slices] | undefined;

export type ParsedUpdate<Slices> =
  | { readonly kind: 'update'; readonly update: ViewUpdate<Slices> }
  /** From the host, but of another version, or broken: nothing of it may be shown. */
  | { readonly kind: 'refused' }
  /** Not from the host: anything may reach a web page's message event. */
  | { readonly kind: 'foreign' };

/** Reads what came to a webview's message event. */
export function parseViewUpdate<Slices>(data: unknown, parse: ParseSlice<Slices>): ParsedUpdate<Slices> {
  if (!isRecord(data) || data['type'] !== 'view.update') return { kind: 'foreign' };
  const { version, base, revision, changed, removed } = data;
  if (version !== protocolVersion || !isCount(base) || !isCount(revision) || !isRecord(changed)) {
    return { kind: 'refused' };
  }
  if (!Array.isArray(removed) || !removed.every(name => typeof name === 'string')) return { kind: 'refused' };
  const slices = Object.entries(changed).map(([name, value]) => [name, parse(name, value)] as const);
  if (slices.some(([, slice]) => slice === undefined)) return { kind: 'refused' };
  return {
    kind: 'update',
    update: {
      type: 'view.update',
      version,
      base,
      revision,
      changed: Object.fromEntries(slices) as Partial<Slices>,
      removed,
    },
  };
}

/** Whether a webview of this version asks for the whole state. */
export function isViewReady(data: unknown): data is ViewReady {
  return isRecord(data) && data['type'] === 'view.ready' && data['version'] === protocolVersion;
}

export function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

export function isCount(data: unknown): data is number {
  return Number.isSafeInteger(data) && Number(data) >= 0;
}
