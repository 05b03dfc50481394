import { readFile } from 'node:fs/promises';
import { ForgeError } from '../../engine/forge-error.ts';

/** Where packages come from, as the variables that npm and pip read. May hold passwords: never logged, never in an image. */
export interface PackageSources {
  readonly variables: Readonly<Record<string, string>>;
  /** Certificates to trust besides the usual ones, as PEM. */
  readonly certificates: Uint8Array | undefined;
}

/** What the environment says of registries, proxies and certificates. Throws ForgeError `config.invalid` for a file that cannot be read. */
export async function readPackageSources(
  env: Readonly<Record<string, string | undefined>>,
): Promise<PackageSources> {
  const known = Object.entries(env).filter(
    ([name, value]) => sourceNames.has(name.toUpperCase()) && isReachable(value),
  );
  const variables = Object.fromEntries(known.map(([name, value]) => [name, value ?? '']));
  const [name] = certificateNames.filter(candidate => env[candidate]);
  return { variables, certificates: name === undefined ? undefined : await readCertificates(env, name) };
}

const sourceNames: ReadonlySet<string> = new Set([
  'NPM_CONFIG_REGISTRY',
  'PIP_INDEX_URL',
  'PIP_EXTRA_INDEX_URL',
  'PIP_TRUSTED_HOST',
  'PIP_FIND_LINKS',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
]);

const certificateNames = ['NODE_EXTRA_CA_CERTS', 'PIP_CERT', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE'] as const;

/** A folder of this machine is nothing to the container. */
function isReachable(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !/^(?:\/|~|\.|file:|[A-Za-z]:\\)/u.test(value);
}

async function readCertificates(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): Promise<Uint8Array> {
  const path = env[name] ?? '';
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    throw new ForgeError(
      'config.invalid',
      `The certificates that ${name} names (${path}) cannot be read. Correct the variable, or unset it.`,
      { cause },
    );
  }
}
