import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { dockerSandboxes, engine, needDockerEngine } from '../../../test/docker-engine.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import { run, signal } from '../contract/trial.contract.ts';

describe("An image of the user's own", function () {
  this.timeout(120_000);
  const built: string[] = [];

  before(function () {
    return needDockerEngine(this);
  });

  // A container that has ended by itself may still be on its way out.
  after(() => Promise.all(built.map(name => engine.getImage(name).remove({ force: true }))));

  async function open(name: string, dockerfile: string) {
    const image = `test-own-${name}-${process.pid}`;
    const building = promisify(execFile)('docker', ['build', '-q', '-t', image, '-']);
    building.child.stdin?.end(dockerfile);
    await building;
    built.push(image);
    return dockerSandboxes({ image }).open({ runId: 'test-own', language: 'python', signal: signal() });
  }

  it("brings programs neither a piece of the machine's disk nor company", async () => {
    await using sandbox = await open(
      'volumes',
      `FROM codeforge-base-python
RUN mkdir -p -m 777 /data /workspace
VOLUME /data/ /tmp /workspace
HEALTHCHECK --interval=1s CMD exec sleep 60`,
    );
    const { stdout } = await run(
      sandbox,
      'df --output=fstype /workspace /tmp /data | tail -n +2; echo > /data/x || echo shut; sleep 2; cat /proc/[0-9]*/comm',
    );

    assert.match(stdout, /^tmpfs\ntmpfs\ntmpfs\nshut\n/u);
    assert.doesNotMatch(stdout, /^sleep$/mu);
  });

  it('may have a Python that says something when it starts', async () => {
    await using sandbox = await open(
      'talkative',
      pythonThat('{ echo hello; python3.11 "$@"; } | { sleep 1; exec cat; }'),
    );

    assert.equal((await run(sandbox, 'python3 -c "print(42)"')).stdout, 'hello\n42\n');
  });

  it('may have a Python that never starts', async () => {
    await using sandbox = await open('mute', pythonThat('exec sleep 1000'));

    assert.equal((await run(sandbox, 'echo without it')).stdout, 'without it\n');
  });

  for (const [name, dockerfile] of [
    ['empty', 'FROM scratch\nLABEL is=empty'],
    ['foreign', 'FROM codeforge-base-python\nRUN echo garbage >/x && chmod 755 /x && mv /x /bin/sh'],
  ] as const) {
    it(`is refused when it is ${name}, for want of a shell`, async () => {
      await assert.rejects(
        open(name, dockerfile),
        error =>
          error instanceof ForgeError &&
          error.code === 'sandbox.unsupported' &&
          /^The sandbox image cannot be used: its shell does not start \(.*exec sh failed.*\)\. /u.test(
            error.message,
          ),
      );
    });
  }
});

function pythonThat(does: string): string {
  const script = `#!/bin/sh\\n${does.replaceAll('%', '%%')}\\n`;
  return `FROM codeforge-base-python\nRUN rm /usr/bin/python3 && printf '${script}' >/usr/bin/python3 && chmod 755 /usr/bin/python3`;
}
