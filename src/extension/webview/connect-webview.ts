import type * as vscode from 'vscode';
import { isViewReady } from '../../protocol/view-update.ts';
import { createUpdates } from './create-updates.ts';

/** One webview that is told a state in slices, and what it asks. Disposing it closes the connection. */
export interface WebviewConnection extends vscode.Disposable {
  /** The state may have changed: what did is sent soon, bursts at once. */
  readonly publish: () => void;
}

export interface ConnectionOptions<Slices extends object, Message> {
  /** The whole state as it is now. A slice that did not change is best the same object as before. */
  readonly slices: () => Slices;
  /** Undefined for what no webview of ours would send. */
  readonly parse: (data: unknown) => Message | undefined;
  readonly handle: (message: Message) => void;
  /** The webview has just been made, or shown again, and will be told everything. */
  readonly onReady?: () => void;
}

/** Connects a webview to a state that the host owns: it may come and go, and is always told what it lacks. */
export function connectWebview<Slices extends object, Message>(
  webview: vscode.Webview,
  options: ConnectionOptions<Slices, Message>,
): WebviewConnection {
  const updates = createUpdates<Slices>();
  let timer: NodeJS.Timeout | undefined;
  const send = () => {
    clearTimeout(timer);
    timer = undefined;
    const update = updates.next(options.slices());
    if (update !== undefined) void webview.postMessage(update);
  };
  const listener = webview.onDidReceiveMessage((data: unknown) => {
    if (isViewReady(data)) {
      updates.restart();
      send();
      options.onReady?.();
      return;
    }
    const message = options.parse(data);
    if (message !== undefined) options.handle(message);
  });
  return {
    publish() {
      // Who is not there is told everything once it is.
      if (updates.isStarted()) timer ??= setTimeout(send, burstMs);
    },
    dispose() {
      clearTimeout(timer);
      listener.dispose();
    },
  };
}

// Below what an eye tells apart, and enough for a stream of tokens to become few updates.
const burstMs = 50;
