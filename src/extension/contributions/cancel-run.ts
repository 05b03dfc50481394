import type { Contribution } from '../forge-window.ts';
import { registerCommand } from '../register-command.ts';

/** "CodeForge: Cancel Run": ends model streams and sandbox processes, and keeps the run in the history. */
export const cancelRun: Contribution = window =>
  registerCommand(window, 'codeforge.cancelRun', async () => {
    await window.current.cancel();
  });
