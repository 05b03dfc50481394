import { containersWith, dockerSandboxes } from '../../../test/docker-engine.ts';
import { describeAdversaries } from '../contract/adversaries.contract.ts';
import { signal } from '../contract/trial.contract.ts';

const docker = dockerSandboxes();

describeAdversaries({
  name: 'docker',
  open: docker.open,
  missing: async () => ((await docker.probe(signal())).kind === 'available' ? undefined : 'Docker engine'),
  leftovers: runId => containersWith(`codeforge.run=${runId}`),
});
