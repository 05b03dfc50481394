import type { DashboardMessage } from '../../src/protocol/dashboard/dashboard-messages.ts';
import type { DashboardSlices } from '../../src/protocol/dashboard/dashboard-slices.ts';
import type { ViewHost } from '../frame/open-host.ts';

export type DashboardHost = ViewHost<DashboardSlices, DashboardMessage>;
export type Send = DashboardHost['send'];

/** What a tab gets. */
export interface TabProps {
  readonly host: DashboardHost;
}
