import {
  type ParseSlice,
  parseViewUpdate,
  protocolVersion,
  type ViewReady,
} from '../../src/protocol/view-update.ts';

/** The extension, as a webview sees it. It owns the state; the webview shows the slices it was told last. */
export interface ViewHost<Slices, Message> extends SliceSource<Slices> {
  readonly send: (message: Message) => void;
}

export interface SliceSource<Slices> {
  readonly status: () => HostStatus;
  /** Those that were told so far; another object after each update. */
  readonly slices: () => Partial<Slices>;
  /** Calls back after each update; returns the way to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** `refused`: the host speaks another version of the protocol, and only loading the window anew helps. */
export type HostStatus = 'connecting' | 'connected' | 'refused';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

export function openHost<Slices, Message>(parse: ParseSlice<Slices>): ViewHost<Slices, Message> {
  const vscode = acquireVsCodeApi();
  const listeners = new Set<() => void>();
  let status: HostStatus = 'connecting';
  let revision = 0;
  let slices: Partial<Slices> = {};
  const ready = () =>
    vscode.postMessage({ type: 'view.ready', version: protocolVersion } satisfies ViewReady);
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const parsed = parseViewUpdate(data, parse);
    if (parsed.kind === 'foreign' || status === 'refused') return;
    if (parsed.kind === 'refused') {
      status = 'refused';
    } else {
      const { base, changed, removed } = parsed.update;
      if (base !== 0 && base !== revision) return ready();
      const gone = new Set(removed);
      const kept = Object.entries(base === 0 ? {} : slices).filter(([name]) => !gone.has(name));
      slices = { ...(Object.fromEntries(kept) as Partial<Slices>), ...changed };
      revision = parsed.update.revision;
      status = 'connected';
    }
    for (const listener of listeners) listener();
  });
  ready();
  return {
    send: message => vscode.postMessage(message),
    status: () => status,
    slices: () => slices,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
