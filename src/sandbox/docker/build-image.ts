import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { ForgeError } from '../../engine/forge-error.ts';
import { type BuildEnding, followBuild } from './build-progress.ts';
import type { DockerClient } from './docker-client.ts';
import { ownWords, statusCodeOf } from './docker-error.ts';
import { type BuildPlan, baseLabel, folderLabel, inspectImage } from './image-choice.ts';
import { labelsOf } from './image-recipe.ts';
import { untilAborted } from './until-aborted.ts';

export interface BuildOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
  /** Told every line that a step prints. */
  readonly onLine?: (line: string) => void;
  /** `ignored`: every step is done again, so that packages are the newest. */
  readonly cache?: 'used' | 'ignored';
}

/**
 * Builds the plan's image on the base with that id and returns the id of the result. The signal ends the
 * build in the engine too. Throws ForgeError `sandbox.image-missing` when a step fails.
 */
export async function buildImage(
  client: DockerClient,
  plan: BuildPlan & { readonly baseId: string },
  options: BuildOptions,
): Promise<string> {
  options.onProgress(`Building the sandbox image ${plan.tag} on ${plan.base}, once.`);
  const context = Buffer.from(await plan.folder.pack());
  const ending = await follow(client, {
    ...options,
    begin: (docker, abortSignal) =>
      docker.buildImage(Readable.from([context]), {
        t: plan.tag,
        buildargs: { ...plan.buildArgs, BASE_IMAGE: plan.base },
        labels: {
          ...labelsOf(plan.recipe),
          [folderLabel]: plan.folder.hash,
          [baseLabel]: plan.baseId,
        },
        nocache: options.cache === 'ignored',
        rm: true,
        forcerm: true,
        abortSignal,
      }),
    onStep: step => options.onProgress(`Building the sandbox image ${plan.tag}: ${step}.`),
  });
  if (ending.kind === 'failed') throw buildFailed(plan, ending);
  const image = await inspectImage(client, plan.tag);
  if (image === undefined)
    throw buildFailed(plan, { error: 'the engine does not have the result', lastLine: '' });
  options.onProgress(`The sandbox image ${plan.tag} is ready.`);
  return image.id;
}

/** Downloads the plan's base and returns its id. Throws ForgeError `sandbox.image-missing` when that fails. */
export async function downloadBase(
  client: DockerClient,
  plan: BuildPlan,
  options: BuildOptions,
): Promise<string> {
  options.onProgress(`Downloading ${plan.base} for the sandbox, once.`);
  const ending = await follow(client, {
    ...options,
    begin: (docker, abortSignal) => docker.createImage({ fromImage: withTag(plan.base), abortSignal }),
    onStep: () => {},
  });
  const image = ending.kind === 'done' ? await inspectImage(client, plan.base) : undefined;
  if (image !== undefined) return image.id;
  throw new ForgeError(
    'sandbox.image-missing',
    `The image ${plan.base} could not be downloaded${ending.kind === 'failed' ? `: ${ending.error}` : ''}. ${bringYourOwn(plan)}`,
  );
}

interface Followed extends BuildOptions {
  readonly begin: (docker: Docker, abortSignal: AbortSignal) => Promise<NodeJS.ReadableStream>;
  readonly onStep: (step: string) => void;
}

/** That the engine refuses to begin is a failed build as well, told in the engine's own words. */
async function follow(
  client: DockerClient,
  { begin, onStep, onLine, signal }: Followed,
): Promise<BuildEnding> {
  const asked = client.ask(async docker => {
    try {
      const stream = await begin(docker, signal);
      return await followBuild(stream, { onStep, onLine });
    } catch (error) {
      if (statusCodeOf(error) === undefined) throw error;
      return { kind: 'failed' as const, error: ownWords(error), lastLine: '' };
    }
  }, buildDeadlineMs);
  return untilAborted(asked, signal);
}

// Long enough for a slow network; cancelling ends it sooner.
const buildDeadlineMs = 20 * 60_000;

function buildFailed(plan: BuildPlan, { error, lastLine }: { error: string; lastLine: string }): ForgeError {
  const reason = lastLine === '' ? error : `${error} (It printed last: ${lastLine})`;
  return new ForgeError(
    'sandbox.image-missing',
    `The sandbox image ${plan.tag} could not be built: ${shortened(reason)}. ${bringYourOwn(plan)}`,
  );
}

function bringYourOwn({ tag }: BuildPlan): string {
  const localBase = tag.replace('-sandbox-', '-base-').replace(':latest', '');
  return `Check that Docker reaches the network, bring a base image of your own with "docker tag IMAGE ${localBase}", or choose the embedded sandbox with --sandbox embedded.`;
}

/** A failed step is quoted whole by the engine, and a step may be a long script. */
function shortened(reason: string): string {
  return reason.length <= 400 ? reason : `${reason.slice(0, 150)} … ${reason.slice(-250)}`;
}

/** Without a tag the engine would download every version that there is. */
function withTag(image: string): string {
  return /[:@][^/]*$/u.test(image) ? image : `${image}:latest`;
}
