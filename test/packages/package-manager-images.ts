import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** A sandbox image with npm, made from this machine's own: the base image has Node alone. */
export async function imageWithNpm(): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', 'command -v npm']);
  const folder = path.dirname(path.dirname(await realpath(stdout.trim())));
  const dockerfile =
    'FROM codeforge-base-node\nCOPY . /usr/local/lib/npm\nRUN printf \'#!/bin/sh\\nexec node /usr/local/lib/npm/bin/npm-cli.js "$@"\\n\' >/usr/local/bin/npm && chmod 755 /usr/local/bin/npm\n';
  return build('codeforge-test-npm', dockerfile, folder);
}

/** A sandbox image with pip, from Debian. */
export function imageWithPip(): Promise<string> {
  const dockerfile =
    'FROM codeforge-base-python\nRUN python3 -m pip --version || (apt-get -qq update && apt-get -qq -y --no-install-recommends install python3-pip)\n';
  return build('codeforge-test-pip', dockerfile, import.meta.dirname);
}

async function build(name: string, dockerfile: string, context: string): Promise<string> {
  const running = promisify(execFile)('docker', ['build', '-q', '-t', name, '-f', '-', context], {
    maxBuffer: 1 << 24,
  });
  running.child.stdin?.end(dockerfile);
  await running;
  return name;
}
