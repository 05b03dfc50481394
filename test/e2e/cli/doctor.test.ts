import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type EngineFault, startBrokenEngine } from '../../servers/broken-engine.ts';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { createTestProject } from './support/test-project.ts';

describe('codeforge doctor', () => {
  it('says that there is no model, and what to do', async () => {
    await using project = await createTestProject();

    const result = await project.run(['doctor']);

    assert.equal(result.exitCode, 1);
    assert.match(result.stdout, /^✔ Node {14}v\d+/mu);
    assert.match(result.stdout, /^– OpenAI {12}set OPENAI_API_KEY$/mu);
    assert.match(result.stdout, /^– Docker {12}Docker is not answering/mu);
    assert.match(result.stdout, /^✔ Embedded sandbox {2}Deno [\d.]+, Pyodide [\d.]+$/mu);
    assert.match(result.stdout, /There is no model to ask\. Set OPENAI_API_KEY/u);
  });

  it('is content with one model and one sandbox, and shows four characters of a key', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', []);

    const result = await project.run(['doctor', '--json'], { server });

    assert.equal(result.exitCode, 0);
    assert.deepEqual(result.events.at(-1), { type: 'doctor.verdict', canSolve: true });
    assert.match(result.stdout, /key …7f31/u);
    assert.doesNotMatch(result.stdout, /sk-scripted/u);
  });

  it('finds a local Ollama with a model', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('ollama', []);

    const result = await project.run(['doctor'], { server });

    assert.equal(result.exitCode, 0);
    assert.match(result.stdout, /^✔ Ollama .* 1 model in \d+ ms: scripted$/mu);
  });

  it('says of each provider what is wrong: a wrong key, nobody there, no models', async () => {
    await using project = await createTestProject();
    await using refusing = await startRefusingServer();
    await using empty = await startScriptedServer('ollama', [], { models: [] });
    const env = {
      ...project.env(empty),
      OPENAI_API_KEY: 'sk-wrong-key-of-a-user-4711',
      OPENAI_BASE_URL: `${refusing.url}/v1`,
      ANTHROPIC_API_KEY: 'sk-ant-some-other-key-0815',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
    };

    const result = await project.run(['doctor'], { env });

    assert.equal(result.exitCode, 1);
    assert.match(result.stdout, /^✘ OpenAI .* refused the key ending in …4711/mu);
    assert.match(result.stdout, /^✘ Anthropic .*The connection to 127\.0\.0\.1:1 broke.*key …0815$/mu);
    assert.match(result.stdout, /^✘ Ollama .* has no models\. Get one.*ollama pull/mu);
    assert.match(result.stdout, /No model can be asked: see above/u);
    assert.doesNotMatch(result.stdout, /wrong-key|other-key/u);
  });

  const notAnswering =
    /^– Docker {12}Docker is not answering at unix:.*\. Start it, or choose the embedded/mu;
  const noEngine = /^– Docker {12}What answers at unix:.* is no Docker engine\. Set DOCKER_HOST/mu;
  for (const [fault, verdict] of [
    ['was killed and left its socket behind', notAnswering],
    ['accepts and then says nothing', notAnswering],
    ['stops in the middle of an answer', notAnswering],
    ['does not speak HTTP', noEngine],
    ['is some other service', noEngine],
    ['is a web server', noEngine],
  ] satisfies readonly (readonly [EngineFault, RegExp])[]) {
    it(`gives its verdict on a Docker engine that ${fault}`, async () => {
      await using project = await createTestProject();
      await using engine = await startBrokenEngine(fault);
      await using server = await startScriptedServer('openai', []);
      const env = { ...project.env(server), DOCKER_HOST: engine.address };

      const result = await project.run(['doctor'], { env });

      // The embedded sandbox is there.
      assert.equal(result.exitCode, 0);
      assert.match(result.stdout, verdict);
      assert.equal(result.stderr, '');
    });
  }

  it('complains of nothing but the engine when its address is a port', async () => {
    await using project = await createTestProject();
    const env = { ...project.env(), DOCKER_HOST: 'tcp://127.0.0.1:1' };

    const result = await project.run(['doctor'], { env });

    assert.match(result.stdout, /^– Docker {12}Docker is not answering at tcp:\/\/127\.0\.0\.1:1\./mu);
    assert.equal(result.stderr, '');
  });

  it('does not wait for programs that never say what version they are', async () => {
    const hanging = '#!/bin/sh\ntrap "" TERM\nwhile :; do sleep 1000; done\n';
    await using project = await createTestProject({ 'bin/git': hanging, 'bin/docker': hanging });
    const bin = path.join(project.workspace, 'bin');
    await Promise.all(['git', 'docker'].map(name => chmod(path.join(bin, name), 0o755)));
    const env = { ...project.env(), PATH: `${bin}${path.delimiter}${project.env()['PATH']}` };

    const result = await project.run(['doctor'], { env });

    assert.match(result.stdout, /^– git .*not found/mu);
    assert.match(result.stdout, /^– Dev containers .*no docker command line/mu);
  });

  it('names a home that cannot be written', async () => {
    await using project = await createTestProject();
    const env = { ...project.env(), CODEFORGE_HOME: `${project.workspace}/add.mjs/home` };

    const result = await project.run(['doctor'], { env });

    assert.equal(result.exitCode, 1);
    assert.match(result.stdout, /^✘ Runs and data .*cannot be written\. Set CODEFORGE_HOME/mu);
  });
});

/** A server that takes no key, and quotes the one it was sent. */
async function startRefusingServer() {
  const server = createServer((request, response) => {
    const message = `Incorrect API key provided: ${request.headers.authorization}`;
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ error: { message, type: 'invalid_request_error', code: 'invalid_api_key' } }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
