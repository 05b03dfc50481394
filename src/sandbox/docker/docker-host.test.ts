import assert from 'node:assert/strict';
import { parseDockerHost } from './docker-host.ts';

describe('parseDockerHost', () => {
  for (const [address, expected] of [
    ['unix:///var/run/docker.sock', { socketPath: '/var/run/docker.sock', protocol: 'http' }],
    ['npipe:////./pipe/docker_engine', { socketPath: '//./pipe/docker_engine', protocol: 'http' }],
    ['tcp://localhost:2375', { host: 'localhost', port: 2375, protocol: 'http' }],
    ['tcp://10.0.0.1', { host: '10.0.0.1', port: 2375, protocol: 'http' }],
    ['tcp://builder:2376', { host: 'builder', port: 2376, protocol: 'https' }],
    ['https://builder', { host: 'builder', port: 2376, protocol: 'https' }],
    ['http://[::1]:99/', { host: '[::1]', port: 99, protocol: 'http' }],
    ['localhost:1234', { host: 'localhost', port: 1234, protocol: 'http' }],
  ] as const) {
    it(`understands ${address}`, () => {
      const { connection } = parseDockerHost(address);

      assert.deepEqual(withoutUndefined(connection), expected);
    });
  }

  it('lets nothing of the environment win over a socket', () => {
    const { connection } = parseDockerHost('unix:///run/docker.sock');

    assert.equal('host' in connection && 'port' in connection, true);
  });

  for (const address of ['ssh://user@host', 'unix://', 'tcp://', 'tcp://a b', 'ftp://x', '']) {
    it(`refuses ${JSON.stringify(address)} with what would be right`, () => {
      assert.throws(() => parseDockerHost(address), {
        code: 'config.invalid',
        message: `The Docker address "${address}" cannot be used. Set DOCKER_HOST to something like unix:///var/run/docker.sock or tcp://localhost:2375.`,
      });
    });
  }
});

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
