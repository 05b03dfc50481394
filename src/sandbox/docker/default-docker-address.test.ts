import assert from 'node:assert/strict';
import { homedir, platform } from 'node:os';
import path from 'node:path';
import { defaultDockerAddress } from './default-docker-address.ts';

describe('defaultDockerAddress', () => {
  before(function () {
    // There is but one pipe there, and no choice to test.
    if (platform() === 'win32') this.skip();
  });

  it('is the system-wide socket when nothing is there', () => {
    assert.equal(
      defaultDockerAddress(() => false),
      'unix:///var/run/docker.sock',
    );
  });

  it("is Docker Desktop's when only that is there", () => {
    const desktop = path.join(homedir(), '.docker', 'run', 'docker.sock');

    assert.equal(
      defaultDockerAddress(socket => socket === desktop),
      `unix://${desktop}`,
    );
  });

  it("prefers Docker's to Podman's", () => {
    const asked: string[] = [];
    defaultDockerAddress(socket => {
      asked.push(socket);
      return false;
    });

    assert.equal(asked[0], '/var/run/docker.sock');
    assert.equal(asked.findIndex(socket => socket.includes('podman')) in [0, 1], false);
  });
});
