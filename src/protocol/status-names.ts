/** How a run can stand, as a webview shows it; `interrupted`: nobody drives it, and it has not ended. */
export const statusNames = [
  'working',
  'approving',
  'deciding',
  'paused',
  'cancelling',
  'completed',
  'failed',
  'cancelled',
  'interrupted',
] as const;
