import picomatch from 'picomatch';
import { onFirstUse } from '../on-first-use.ts';
import { foldName } from './fold-name.ts';

/** Whether keys, passwords or tokens are usually kept under this path. Looks at names, never at contents. */
export type IsSecretPath = (path: string) => boolean;

/**
 * The rule that globs make: a path is secret when it, or a folder that it lies in, matches one of them and none
 * of those that begin with `!`. A glob without a slash looks at the name alone, at any depth; case does not count.
 */
export function secretRule(globs: readonly string[]): IsSecretPath {
  const isSecret = matcher(globs.filter(glob => !glob.startsWith('!')));
  const isShared = matcher(globs.filter(glob => glob.startsWith('!')).map(glob => glob.slice(1)));
  return path => {
    const parts = path.split('/').map(foldName);
    return parts.some((name, index) => {
      const place = () => parts.slice(0, index + 1).join('/');
      return isSecret(name, place) && !isShared(name, place);
    });
  };
}

/** What is neither shown to models nor copied into a sandbox, unless somebody wants another list. */
export const builtInSecretFiles: readonly string[] = [
  '.env',
  '.env[._-]*',
  '.envrc',
  '.envrc[._-]*',
  '*.{pem,key,p12,pfx,jks,keystore,kdbx,ppk,tfstate}',
  'id_{rsa,dsa,ecdsa,ed25519}*',
  '.{npmrc,pypirc,netrc,pgpass,htpasswd,git-credentials,dockercfg}',
  '_netrc',
  '.{aws,ssh,gnupg,azure,kube}',
  'credentials.json',
  '{service,service-,service_}account*.json',
  '{secret,secrets,client_secret,client_secrets}.{json,yaml,yml,toml}',
  // Made to be shared: the variables' names without their values.
  '!.env[._-]{example,sample,template,dist}',
];

/** By the built-in list, whatever somebody wants: agents may write to none of these. */
export const isSecretPath: IsSecretPath = path => builtInRule()(path);

const builtInRule = onFirstUse(() => secretRule(builtInSecretFiles));

/** One expression for all names and one for all places: a workspace has many paths. */
function matcher(globs: readonly string[]): (name: string, place: () => string) => boolean {
  const names = union(globs.filter(glob => !glob.includes('/')));
  const places = union(globs.filter(glob => glob.includes('/')).map(glob => glob.replace(/^\.?\//u, '')));
  return (name, place) => names?.test(name) === true || places?.test(place()) === true;
}

function union(globs: readonly string[]): RegExp | undefined {
  const sources = globs.filter(glob => glob !== '').map(glob => picomatch.makeRe(glob, { dot: true }).source);
  return sources.length === 0 ? undefined : new RegExp(sources.map(source => `(?:${source})`).join('|'), 'i');
}
