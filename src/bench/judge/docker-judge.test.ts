import { dockerSandboxes, needDockerEngine } from '../../../test/docker-engine.ts';
import { describeJudge } from './judge.contract.ts';

const docker = dockerSandboxes();

describeJudge('Docker', {
  openSandbox: docker.open,
  hasProcesses: true,
  need: needDockerEngine,
});

after(() => docker[Symbol.asyncDispose]());
