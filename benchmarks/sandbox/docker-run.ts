import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What people would write themselves, with the limits of our containers. */
export async function dockerRun(): Promise<void> {
  const { stdout } = await promisify(execFile)('docker', [
    ...options.split(' '),
    'python3',
    '-c',
    'print(42)',
  ]);
  if (stdout !== '42\n') throw new Error(`docker run printed ${stdout}`);
}

export const dockerRunName = { name: 'hardened docker run --rm', measured: 'here' } as const;

const options =
  'run --rm --network none --read-only --tmpfs /workspace:rw,size=256m,uid=1000 --tmpfs /tmp:rw,size=64m --memory 512m --memory-swap 512m --cpus 1 --pids-limit 256 --cap-drop ALL --security-opt no-new-privileges --ulimit nofile=8192:8192 --init --user 1000:1000 codeforge-sandbox-python';
