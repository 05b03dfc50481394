import type { PanelSnapshot, ViewMessage } from '../src/protocol/messages.ts';
import { parsePanelSnapshot } from '../src/protocol/parse-panel-snapshot.ts';

/** The extension, as the panel sees it. It owns the state; the panel shows the newest snapshot. */
export interface PanelHost {
  readonly send: (message: ViewMessage) => void;
  /** Undefined until the first one has come. */
  readonly snapshot: () => PanelSnapshot | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

export function openHost(): PanelHost {
  const vscode = acquireVsCodeApi();
  const listeners = new Set<() => void>();
  let newest: PanelSnapshot | undefined;
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const snapshot = parsePanelSnapshot(data);
    if (snapshot === undefined || snapshot.revision <= (newest?.revision ?? 0)) return;
    newest = snapshot;
    for (const listener of listeners) listener();
  });
  const send = (message: ViewMessage) => vscode.postMessage(message);
  send({ type: 'view.ready' });
  return {
    send,
    snapshot: () => newest,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
