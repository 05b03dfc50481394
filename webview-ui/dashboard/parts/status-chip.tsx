import type { ShownRun } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { Icon } from './icon.tsx';

/** How a run stands: a shape, a colour and a word. */
export function StatusChip({ status }: { readonly status: ShownRun['status'] }) {
  const { icon, title } = runStatuses[status];
  return (
    <span className={`chip chip-${status}`}>
      <Icon name={icon} /> {title}
    </span>
  );
}

export const runStatuses: Readonly<
  Record<ShownRun['status'], { readonly icon: string; readonly title: string }>
> = {
  working: { icon: 'play-circle', title: 'Working' },
  approving: { icon: 'checklist', title: 'Plan waits for you' },
  deciding: { icon: 'question', title: 'Waits for your decision' },
  paused: { icon: 'debug-pause', title: 'Paused' },
  cancelling: { icon: 'debug-stop', title: 'Cancelling' },
  completed: { icon: 'pass', title: 'Completed' },
  failed: { icon: 'error', title: 'Failed' },
  cancelled: { icon: 'circle-slash', title: 'Cancelled' },
  interrupted: { icon: 'debug-disconnect', title: 'Interrupted' },
};
