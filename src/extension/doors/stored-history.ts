import type { Door } from './door.ts';
import { inBackground } from './in-background.ts';

/** Has it noticed what another window or a terminal leaves to decide, also where nothing was used so far. */
export const storedHistory: Door = (ask, { onDidStore }) =>
  onDidStore(() => inBackground(ask('history.look')));
