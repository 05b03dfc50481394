import type { Workspace } from '../engine/ports/workspace.ts';
import { hashBytes } from '../store/content-hash.ts';
import { openNodeWorkspace } from '../workspace/node-workspace.ts';
import { systemClock } from '../workspace/system-clock.ts';
import type { HostSettings } from './open-host.ts';
import { withRecentListing } from './with-recent-listing.ts';

interface HostWorkspaceOptions {
  readonly settings: Pick<HostSettings, 'secretFiles'>;
  /** Ends what is begun ahead. */
  readonly closing: AbortSignal;
}

/**
 * A folder as every part of CodeForge sees it: without the files that the settings call secret. Throws ForgeError
 * `workspace.unreadable`.
 */
export async function openHostWorkspace(
  root: string,
  { settings, closing }: HostWorkspaceOptions,
): Promise<Workspace> {
  const { secretFiles } = settings;
  const workspace = await openNodeWorkspace(root, { hash: hashBytes, secretFiles });
  return withRecentListing(workspace, { clock: systemClock, closing });
}
