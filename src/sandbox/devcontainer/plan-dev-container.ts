import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import type { ProjectFiles } from '../../engine/dependencies/project-files.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import type { SandboxFile } from '../../engine/ports/sandbox.ts';
import { parseJsonc } from './parse-jsonc.ts';

/** What of a workspace's dev container becomes a sandbox. */
export interface DevContainerPlan {
  readonly configPath: string;
  /** Named after everything that goes into it. */
  readonly image: string;
  /** What the image is built from: the configuration, cut down to that, and the files around it. */
  readonly files: readonly SandboxFile[];
  /** Variables that every command gets. */
  readonly environment: Readonly<Record<string, string>>;
  /** Parts of the configuration that the sandbox does not use, by name: fields, and variables such as `remoteEnv.PATH`. */
  readonly unused: readonly string[];
}

/**
 * Reads `.devcontainer/devcontainer.json` or `.devcontainer.json`. Of it only the image, the build and the
 * features are kept: nothing else can run on this machine, or weaken the sandbox. Throws ForgeError
 * `sandbox.unsupported` for what cannot be a sandbox, and `config.invalid` for what is no configuration.
 */
export async function planDevContainer(project: ProjectFiles): Promise<DevContainerPlan> {
  const configPath = configPaths.find(candidate => project.paths.includes(candidate));
  if (configPath === undefined) throw noConfig();
  const config = readConfig(configPath, new TextDecoder().decode(await project.read(configPath)));
  const source = sourceOf(configPath, config);
  const kept = {
    ...source,
    features: config.features,
    overrideFeatureInstallOrder: config.overrideFeatureInstallOrder,
  };
  // Value by value: in the whole text, one could begin in one string and end in another.
  const text = JSON.stringify(kept, (_, value) =>
    typeof value === 'string' ? withoutHostVariables(value) : value,
  );
  const context = await readContext(project, configPath, source);
  const variables = variablesOf(config);
  const files = [...context, fileOf(configPath, new TextEncoder().encode(text))];
  return {
    configPath,
    image: `codeforge-devcontainer:${hashOf(files)}`,
    files,
    environment: Object.fromEntries(variables.filter(isLiteral).map(({ name, value }) => [name, value])),
    unused: [
      ...Object.keys(config).filter(name => !usedFields.has(name)),
      ...variables.filter(variable => !isLiteral(variable)).map(placeOf),
    ],
  };
}

const configPaths = ['.devcontainer/devcontainer.json', '.devcontainer.json'];

const configSchema = z.looseObject({
  // As Docker's names of images begin; anything else could be taken for an option of its command line.
  image: z
    .string()
    .regex(/^[a-z0-9]/iu, 'no name of an image')
    .optional(),
  dockerFile: z.string().optional(),
  context: z.string().optional(),
  build: z
    .object({
      dockerfile: z.string().optional(),
      context: z.string().optional(),
      args: z.record(z.string(), z.string()).optional(),
      target: z.string().optional(),
    })
    .optional(),
  dockerComposeFile: z.unknown().optional(),
  features: z.record(z.string(), z.unknown()).optional(),
  overrideFeatureInstallOrder: z.array(z.string()).optional(),
  containerEnv: z.record(z.string(), z.string()).optional(),
  remoteEnv: z.record(z.string(), z.string().nullable()).optional(),
});

type Config = z.infer<typeof configSchema>;

/** The others have no meaning for a program that runs once: names, ports, settings of editors. */
const usedFields: ReadonlySet<string> = new Set([
  ...Object.keys(configSchema.shape),
  '$schema',
  'name',
  'customizations',
  'forwardPorts',
  'portsAttributes',
  'otherPortsAttributes',
]);

function readConfig(configPath: string, text: string): Config {
  try {
    return configSchema.parse(parseJsonc(text));
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    const reason = error instanceof SyntaxError ? error.message : z.prettifyError(error);
    throw new ForgeError(
      'config.invalid',
      `${configPath} cannot be used: ${reason.replaceAll('\n', ' ')}. Mend it, or choose another sandbox with --sandbox.`,
    );
  }
}

interface Source {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string; readonly context: string };
}

function sourceOf(configPath: string, config: Config): Source {
  const dockerfile = config.build?.dockerfile ?? config.dockerFile;
  if (config.dockerComposeFile !== undefined) {
    throw unsupported(configPath, 'uses Docker Compose, whose several containers cannot be a sandbox');
  }
  if (dockerfile !== undefined) {
    const context = config.build?.context ?? config.context ?? '.';
    for (const place of [dockerfile, context]) {
      if (inside(configPath, place) === undefined)
        throw unsupported(configPath, `names ${place}, which lies outside the workspace`);
    }
    return { build: { ...config.build, dockerfile, context } };
  }
  if (config.image !== undefined) return { image: config.image };
  throw unsupported(configPath, 'names neither an image nor a Dockerfile');
}

/** A place that the configuration names, relative to the workspace; undefined for one outside. */
function inside(configPath: string, place: string): string | undefined {
  const found = path.posix.join(path.posix.dirname(configPath), place);
  return path.posix.isAbsolute(place) || found === '..' || found.startsWith('../') ? undefined : found;
}

/** A Dockerfile may copy anything of its context; an image alone needs nothing but local features. */
async function readContext(
  project: ProjectFiles,
  configPath: string,
  { build }: Source,
): Promise<readonly SandboxFile[]> {
  const folder = path.posix.dirname(configPath);
  const roots = [
    ...(folder === '.' ? [] : [folder]),
    ...(build === undefined
      ? []
      : [inside(configPath, build.context), inside(configPath, path.posix.dirname(build.dockerfile))]),
  ].map(root => root?.replace(/\/$/u, ''));
  const wanted = project.paths.filter(
    file =>
      file !== configPath &&
      roots.some(root => root === '.' || (root !== undefined && file.startsWith(`${root}/`))),
  );
  const read = await Promise.all(wanted.map(async file => ({ file, bytes: await project.read(file) })));
  return read.flatMap(({ file, bytes }) => (bytes === undefined ? [] : [fileOf(file, bytes)]));
}

function fileOf(name: string, bytes: Uint8Array): SandboxFile {
  return { path: name, bytes, executable: false };
}

/** `${localEnv:NAME:default}` would bring this machine's environment, and with it secrets, into the image. */
function withoutHostVariables(text: string): string {
  const plain = text.replace(
    /\$\{(?:localEnv|env):[^:}]*(?::([^}]*))?\}/gu,
    (_, fallback: string | undefined) => fallback ?? '',
  );
  // What stands around one that was taken out can be made to become the next.
  return /\$\{(?:localEnv|env):/u.test(plain) ? '' : plain;
}

/** Variables by name, those of the second before those of the first, as dev containers have it. */
function variablesOf({ containerEnv, remoteEnv }: Config): readonly Variable[] {
  const fields = Object.entries({ containerEnv, remoteEnv });
  const all = fields.flatMap(([field, values = {}]) =>
    Object.entries(values).map(([name, value]) => ({ field, name, value })),
  );
  const last = new Map(all.map(variable => [variable.name, variable]));
  // Null asks for none.
  return [...last.values()].filter((variable): variable is Variable => variable.value !== null);
}

interface Variable {
  readonly field: string;
  readonly name: string;
  readonly value: string;
}

/** Whether it has nothing to fill in, from this machine or the container. No shell can be given a zero byte. */
function isLiteral({ name, value }: Variable): boolean {
  return isName(name) && !/\$\{|\0/u.test(value);
}

/** `containerEnv.HOST` */
function placeOf({ field, name }: Variable): string {
  return isName(name) ? `${field}.${name}` : `${field}[${JSON.stringify(name)}]`;
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/u.test(text);
}

function hashOf(files: readonly SandboxFile[]): string {
  const hash = createHash('sha256');
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${file.path}\0${file.bytes.length}\0`).update(file.bytes);
  }
  return hash.digest('hex').slice(0, 32);
}

function unsupported(configPath: string, what: string): ForgeError {
  return new ForgeError(
    'sandbox.unsupported',
    `${configPath} ${what}. Choose another sandbox with --sandbox docker or embedded.`,
  );
}

function noConfig(): ForgeError {
  return new ForgeError(
    'config.invalid',
    `The workspace has no dev container: neither ${configPaths.join(' nor ')}. Add one, or choose another sandbox with --sandbox docker or embedded.`,
  );
}
