import { foldName } from './fold-name.ts';

/**
 * Whether a file or folder by this name usually holds keys, passwords or tokens: such files are neither
 * shown to models nor copied into a sandbox. Looks at the name of every part, never at contents.
 */
export function isSecretPath(path: string): boolean {
  return path.split('/').some(part => {
    const name = foldName(part);
    return secretNames.test(name) && !examples.test(name);
  });
}

const secretNames = new RegExp(
  [
    String.raw`\.env(?:rc)?(?:[._-].*)?`,
    String.raw`.*\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|tfstate)`,
    'id_(?:rsa|dsa|ecdsa|ed25519).*',
    String.raw`\.(?:npmrc|pypirc|netrc|pgpass|htpasswd|git-credentials|dockercfg)|_netrc`,
    String.raw`\.(?:aws|ssh|gnupg|azure|kube)`,
    String.raw`credentials\.json|service[_-]?account.*\.json|(?:client_)?secrets?\.(?:json|ya?ml|toml)`,
  ]
    .map(pattern => `^(?:${pattern})$`)
    .join('|'),
  'su',
);

/** Made to be shared: the variables' names without their values. */
const examples = /^\.env[._-](?:example|sample|template|dist)$/u;
