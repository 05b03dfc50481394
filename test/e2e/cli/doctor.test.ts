import assert from 'node:assert/strict';
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
    assert.match(result.stdout, /^✔ Ollama .*ollama\/scripted$/mu);
  });

  it('names a home that cannot be written', async () => {
    await using project = await createTestProject();
    const env = { ...project.env(), CODEFORGE_HOME: `${project.workspace}/add.mjs/home` };

    const result = await project.run(['doctor'], { env });

    assert.equal(result.exitCode, 1);
    assert.match(result.stdout, /^✘ Runs and data .*cannot be written\. Set CODEFORGE_HOME/mu);
  });
});
