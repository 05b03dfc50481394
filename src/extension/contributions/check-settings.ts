import type { Contribution } from '../forge-window.ts';
import { withBoundary } from '../register-command.ts';
import { refuseKeysInSettings } from '../settings/read-settings.ts';

/** Says at once that a key does not belong into the settings, while whoever put it there still looks. */
export const checkSettings: Contribution = window =>
  window.answers.give('settings.check', () => withBoundary(window, async () => refuseKeysInSettings()));
