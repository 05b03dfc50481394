import { containersWith, dockerSandboxes, needDockerEngine } from '../../../test/docker-engine.ts';
import { describeEndurance } from '../contract/endurance.contract.ts';
import { ownerOf } from './container-owner.ts';

describe('Docker for a long time', () => {
  before(function () {
    return needDockerEngine(this);
  });

  // Without a pool: what waits there is no trace, and has tests of its own.
  const docker = dockerSandboxes();
  describeEndurance(docker.open, {
    settle: () => docker.whenPrepared(),
    outside: () => containersWith(`codeforge.owner=${ownerOf(process.pid)}`),
  });
});
