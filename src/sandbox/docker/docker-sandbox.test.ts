import path from 'node:path';
import { describeSandbox } from '../sandbox.contract.ts';
import { createDockerSandboxes } from './docker-sandboxes.ts';

const imagesDirectory = path.join(import.meta.dirname, '..', '..', '..', 'sandbox-images');
const docker = createDockerSandboxes({ imagesDirectory });

describeSandbox('Docker', docker.open, {
  missing: async () =>
    (await docker.probe(new AbortController().signal)).kind === 'available' ? undefined : 'Docker engine',
  shell: 'posix',
  testRunners: ['pytest', 'unittest', 'node --test'],
});
