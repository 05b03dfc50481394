import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ForgeError } from '../../engine/forge-error.ts';
import { planDevContainer } from './plan-dev-container.ts';

const configPath = '.devcontainer/devcontainer.json';

const planOf = (config: unknown, others: Readonly<Record<string, string>> = {}) => {
  const files: Readonly<Record<string, string>> = {
    [configPath]: typeof config === 'string' ? config : JSON.stringify(config),
    ...others,
  };
  return planDevContainer({
    paths: Object.keys(files),
    read: async path => new TextEncoder().encode(files[path]),
  });
};

const keptOf = (plan: Awaited<ReturnType<typeof planDevContainer>>): unknown =>
  JSON.parse(new TextDecoder().decode(plan.files.find(({ path }) => path === plan.configPath)?.bytes));

/** As devcontainer.json writes one. */
const variable = (name: string) => `$\{${name}}`;

describe('The plan of a dev container', () => {
  it('keeps nothing that could run on this machine or weaken the sandbox, and names what it left out', async () => {
    const plan = await planOf({
      name: 'shop',
      image: 'python:3.13',
      features: { 'ghcr.io/devcontainers/features/git:1': {} },
      initializeCommand: 'touch /tmp/on-the-host',
      runArgs: ['--privileged', '--network', 'host'],
      mounts: ['source=/var/run/docker.sock,target=/var/run/docker.sock,type=bind'],
      privileged: true,
      postCreateCommand: 'npm ci',
      remoteUser: 'root',
    });

    assert.deepEqual(keptOf(plan), {
      image: 'python:3.13',
      features: { 'ghcr.io/devcontainers/features/git:1': {} },
    });
    assert.deepEqual(plan.unused, [
      'initializeCommand',
      'runArgs',
      'mounts',
      'privileged',
      'postCreateCommand',
      'remoteUser',
    ]);
  });

  it('lets nothing of this machine into the image or the commands', async () => {
    const plan = await planOf({
      build: {
        dockerfile: 'Dockerfile',
        args: {
          A: variable('localEnv:SECRET'),
          B: variable('localEnv:X:default'),
          // What is left when a part has been taken out.
          C: variable(`localEnv:X:${variable('localEnv:SECRET')}`),
          D: variable(variable('localEnv:X:localEnv:SECRET')),
          // From one string into the next.
          E: '${localEnv:',
          F: 'x:}',
        },
      },
      containerEnv: { MODE: 'test', HOST: variable('localEnv:SECRET'), 'not a name': 'x', ZERO: 'a\0b' },
      remoteEnv: { PATH: variable('containerEnv:PATH'), GONE: null },
    });
    assert.deepEqual(keptOf(plan), {
      build: {
        dockerfile: 'Dockerfile',
        context: '.',
        args: { A: '', B: 'default', C: '', D: '', E: '', F: 'x:}' },
      },
    });
    assert.deepEqual(plan.environment, { MODE: 'test' });
  });

  it('names the variables that it leaves out, and none that another value or nobody misses', async () => {
    const plan = await planOf({
      image: 'python:3.13',
      containerEnv: {
        MODE: 'test',
        HOST: variable('localEnv:SECRET'),
        LATER: variable('localEnv:X'),
        'not a name': 'x',
        ZERO: 'a\0b',
      },
      remoteEnv: { PATH: `/opt/bin:${variable('containerEnv:PATH')}`, LATER: 'now', GONE: null },
    });

    assert.deepEqual(plan.environment, { MODE: 'test', LATER: 'now' });
    assert.deepEqual(plan.unused, [
      'containerEnv.HOST',
      'containerEnv["not a name"]',
      'containerEnv.ZERO',
      'remoteEnv.PATH',
    ]);
  });

  it('has the word of remoteEnv before the one of containerEnv, also where it cannot be used', async () => {
    const plan = await planOf({
      image: 'python:3.13',
      containerEnv: { MODE: 'test', LEVEL: 'low' },
      remoteEnv: { MODE: variable('localEnv:MODE'), LEVEL: null },
    });

    assert.deepEqual(plan.environment, {});
    assert.deepEqual(plan.unused, ['remoteEnv.MODE']);
  });

  it('takes along what a Dockerfile may copy, and no more', async () => {
    const others = { '.devcontainer/Dockerfile': 'FROM x', 'app.py': '', 'data/big.csv': '' };
    const near = await planOf({ build: { dockerfile: 'Dockerfile' } }, others);
    const wide = await planOf({ build: { dockerfile: 'Dockerfile', context: '..' } }, others);
    assert.deepEqual(near.files.map(({ path }) => path).sort(), ['.devcontainer/Dockerfile', configPath]);
    assert.deepEqual(wide.files.map(({ path }) => path).sort(), [...Object.keys(others), configPath].sort());
  });

  it('names the image after all that goes into it', async () => {
    const dockerfile = (text: string) =>
      planOf({ build: { dockerfile: 'Dockerfile' } }, { '.devcontainer/Dockerfile': text });
    assert.equal((await dockerfile('FROM a')).image, (await dockerfile('FROM a')).image);
    assert.notEqual((await dockerfile('FROM a')).image, (await dockerfile('FROM b')).image);
  });

  for (const [what, config, code, message] of [
    ['Docker Compose', { dockerComposeFile: 'x.yml' }, 'sandbox.unsupported', /Docker Compose/u],
    [
      'a Dockerfile outside',
      { build: { dockerfile: '../../Dockerfile' } },
      'sandbox.unsupported',
      /outside/u,
    ],
    ['neither image nor Dockerfile', {}, 'sandbox.unsupported', /neither an image nor a Dockerfile/u],
    ['a malformed file', '{ "image": ', 'config.invalid', /devcontainer\.json cannot be used/u],
    ['a wrong type', { image: 3 }, 'config.invalid', /image/u],
    ['an image that would be an option', { image: '--help' }, 'config.invalid', /image/u],
  ] as const) {
    it(`refuses ${what} in a sentence`, async () => {
      await assert.rejects(planOf(config), { code, message });
    });
  }

  it('says what is missing where there is no dev container', async () => {
    await assert.rejects(planDevContainer({ paths: [], read: async () => undefined }), {
      code: 'config.invalid',
      message: /has no dev container/u,
    });
  });

  it('either plans or refuses whatever the file says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async text => {
        await planOf(text).then(
          plan => assert.match(plan.image, /^codeforge-devcontainer:[0-9a-f]{32}$/u),
          error => assert.ok(error instanceof ForgeError),
        );
      }),
    );
  });
});
