// Puts npm beside a Node that came without it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const registry = process.env.NPM_CONFIG_REGISTRY;
const { dist } = await (await fetch(new URL('npm/latest', registry.replace(/\/?$/, '/')))).json();
const archive = Buffer.from(await (await fetch(dist.tarball)).arrayBuffer());

const hash = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
if (hash !== dist.integrity) throw new Error(`${dist.tarball} is not what ${registry} promised.`);

const folder = '/usr/local/lib/node_modules/npm';
mkdirSync(folder, { recursive: true });
execFileSync('tar', ['-x', '--strip-components=1', '--no-same-owner', '-C', folder], {
  input: gunzipSync(archive),
});
for (const name of ['npm', 'npx']) symlinkSync(`${folder}/bin/${name}-cli.js`, `/usr/local/bin/${name}`);
