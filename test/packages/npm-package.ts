import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';

export interface NpmPackage {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly integrity: string;
}

/** A package of ES modules with a program, and a script that runs when it is installed. */
export async function npmPackage(name: string, answer: number): Promise<NpmPackage> {
  const manifest = {
    name,
    version: '1.0.0',
    type: 'module',
    exports: './main.js',
    bin: { [`say-${name}`]: './say.js' },
    scripts: { postinstall: 'id -u > installed-by' },
  };
  const texts = {
    'package.json': JSON.stringify(manifest),
    'main.js': `export const answer = ${answer};\n`,
    'say.js': `#!/usr/bin/env node\nconsole.log('said ${answer}');\n`,
  };
  const entries = Object.entries(texts).map(([path, text]) => ({
    header: { name: `package/${path}`, size: text.length, mode: 0o755, type: 'file' as const },
    body: text,
  }));
  const bytes = new Uint8Array(gzipSync(await packTar(entries)));
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  return { fileName: `${name}-1.0.0.tgz`, bytes, integrity };
}
