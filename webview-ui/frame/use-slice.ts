import { useSyncExternalStore } from 'react';
import type { HostStatus, SliceSource } from './open-host.ts';

/** A slice of the host's state; only who uses it is drawn anew when it changes. Undefined until it was told. */
export function useSlice<Slices, Name extends keyof Slices>(
  host: SliceSource<Slices>,
  name: Name,
): Slices[Name] | undefined {
  return useSyncExternalStore(host.subscribe, () => host.slices()[name]);
}

export function useHostStatus(host: Pick<SliceSource<never>, 'status' | 'subscribe'>): HostStatus {
  return useSyncExternalStore(host.subscribe, host.status);
}
