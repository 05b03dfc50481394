import type Docker from 'dockerode';
import { mayOwnerLive } from './container-owner.ts';
import { ownerLabel, runLabel } from './container-spec.ts';
import type { DockerClient } from './docker-client.ts';

/** What CodeForge has made in an engine. */
export interface Belongings {
  /** The newest first, so that an image comes before what it is built on. */
  readonly images: readonly OwnImage[];
  readonly containers: readonly OwnContainer[];
}

export interface OwnImage {
  readonly id: string;
  /** Null for one that a newer one has replaced. */
  readonly name: string | null;
  /** `replaced`: nothing names it any more. `other`: made for a purpose of its own, such as a project's packages. */
  readonly kind: 'sandbox' | 'other' | 'replaced';
  /** With what it shares with other images. */
  readonly sizeBytes: number;
  /** ISO 8601. */
  readonly builtAt: string;
}

export interface OwnContainer {
  readonly id: string;
  readonly runId: string;
  /** `dead`: the process that would have removed it is certainly no more. */
  readonly owner: 'live' | 'dead';
  /** As the engine says it, for example `Up 2 minutes`. */
  readonly status: string;
}

/**
 * Finds it by its labels. An image that somebody built on one of CodeForge's inherits those, so a named one
 * must be called `codeforge-…` too.
 */
export async function findBelongings(client: DockerClient): Promise<Belongings> {
  const [images, containers] = await Promise.all([
    client.ask(docker => docker.listImages()),
    client.ask(docker => docker.listContainers({ all: true, filters: { label: [runLabel] } })),
  ]);
  return {
    images: images.toSorted((a, b) => b.Created - a.Created).flatMap(image => ownImages(image)),
    containers: containers.map(({ Id, Labels, Status }) => ({
      id: Id,
      runId: Labels[runLabel] ?? '',
      owner: mayOwnerLive(Labels[ownerLabel] ?? '') ? 'live' : 'dead',
      status: Status,
    })),
  };
}

/** One for each of its names. */
function ownImages({ Id, Labels, RepoTags, Size, Created }: Docker.ImageInfo): readonly OwnImage[] {
  // The engine says null where there are none, whatever its typings say.
  const labels: Docker.ImageInfo['Labels'] | null = Labels;
  if (!Object.keys(labels ?? {}).some(label => label.startsWith('codeforge.'))) return [];
  const names = namesIn(RepoTags);
  const facts = { id: Id, sizeBytes: Size, builtAt: new Date(Created * 1000).toISOString() };
  if (names.length === 0) return [{ ...facts, name: null, kind: 'replaced' }];
  return names
    .filter(name => /(?:^|\/)codeforge-[^/]*$/u.test(name))
    .map(name => ({ ...facts, name, kind: isSandboxImage(name) ? 'sandbox' : 'other' }));
}

function namesIn(tags: readonly string[] | null | undefined): readonly string[] {
  return (tags ?? []).filter(tag => tag !== '<none>:<none>');
}

function isSandboxImage(name: string): boolean {
  return /(?:^|\/)codeforge-sandbox-(?:python|node):latest$/u.test(name);
}
