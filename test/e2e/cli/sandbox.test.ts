import assert from 'node:assert/strict';
import { createDockerSandboxes } from '../../../src/sandbox/docker/docker-sandboxes.ts';
import { skipWithout } from '../../missing-component.ts';
import { createTestProject, type TestProject } from './support/test-project.ts';

const files = {
  'greet.py':
    "import sys\nfrom words import hello\n\nprint(hello)\nprint('bad', file=sys.stderr)\nsys.exit(3)\n",
  'alone.py': "print('alone')\n",
  'words.py': "hello = 'hello there'\n",
  'loop.mjs': "console.log('looping');\nfor (;;);\n",
  'typed.ts': "const answer: number = 42;\nconsole.log('the answer', answer);\n",
  'hog.py': 'blocks = []\nwhile True:\n    blocks.append(bytearray(1 << 22))\n',
  'look.mjs':
    "import { existsSync } from 'node:fs';\nconsole.log(['words.py', '.env', 'ignored.txt'].map(name => existsSync(name)).join());\n",
  '.env': 'TOKEN=secret\n',
  '.gitignore': 'ignored.txt\n',
  'ignored.txt': 'x\n',
};

const resultFields = [
  'exitCode',
  'signal',
  'timedOut',
  'outOfMemory',
  'truncated',
  'stdout',
  'stderr',
  'durationMs',
  'peakMemoryMb',
  'backend',
];

describe('codeforge sandbox run', () => {
  for (const backend of ['docker', 'embedded'] as const) {
    describe(`in the ${backend} sandbox`, () => {
      before(async function () {
        if (backend === 'docker') await needImages(this);
      });

      const run = (project: TestProject, ...args: readonly string[]) =>
        project.run(['sandbox', 'run', '--sandbox', backend, ...args], { env: environment(project) });

      it('prints what the program prints, and ends with its exit code', async () => {
        await using project = await createTestProject(files);

        const result = await run(project, '--workspace', '.', '--python', 'greet.py');

        assert.deepEqual([result.exitCode, result.stdout], [3, 'hello there\n']);
        assert.match(result.stderr, /^bad$/mu);
        assert.match(result.stderr, /^✘ Exit code 3\. \(/mu);
      });

      it('sends one file and no other without a workspace', async () => {
        await using project = await createTestProject(files);

        const [alone, greet] = [
          await run(project, '--python', 'alone.py'),
          await run(project, '--python', 'greet.py'),
        ];

        assert.deepEqual([alone.exitCode, alone.stdout], [0, 'alone\n']);
        assert.equal(greet.exitCode, 1);
        assert.match(greet.stderr, /No module named 'words'/u);
      });

      it('leaves ignored and secret files out of the copy', async () => {
        await using project = await createTestProject(files);

        const result = await run(project, '--workspace', '.', '--node', 'look.mjs');

        assert.equal(result.stdout, 'true,false,false\n');
      });

      it('leaves out what is named as secret too, in any folder', async () => {
        await using project = await createTestProject({
          ...files,
          'plan.private': 'x',
          'deep/er.private': 'x',
        });
        const look =
          "console.log(require('fs').readdirSync('.', { recursive: true }).filter(name => name !== 'deep').sort().join())";
        const secret = ['--secret', '*.private', '--secret', 'loop.*'];

        const result = await run(project, '--workspace', '.', ...secret, '--', 'node', '-e', look);

        assert.equal(
          result.stdout,
          '.gitignore,alone.py,greet.py,hog.py,look.mjs,typed.ts,words.py\n',
          result.stderr,
        );
      });

      it('runs TypeScript, and a program from standard input', async () => {
        await using project = await createTestProject(files);

        const typed = await run(project, '--node', 'typed.ts');
        const piped = await project.run(['sandbox', 'run', '--sandbox', backend, '--python', '-'], {
          env: environment(project),
          input: 'print(6 * 7)\n',
        });

        assert.deepEqual([typed.exitCode, typed.stdout], [0, 'the answer 42\n']);
        assert.deepEqual([piped.exitCode, piped.stdout], [0, '42\n']);
      });

      it('gives a command exactly its arguments', async () => {
        await using project = await createTestProject(files);
        const code = 'console.log(JSON.stringify(process.argv.slice(-2)))';

        const result = await run(project, '--', 'node', '-e', code, "it's $HOME", '*;|&');

        assert.deepEqual(JSON.parse(result.stdout), ["it's $HOME", '*;|&']);
      });

      it('saves what the program makes where it is told to, and nowhere else', async () => {
        await using project = await createTestProject(files);
        const args = ['--workspace', '.', '--artifacts', 'ignored/out', '--json', '--python', 'make.py'];
        await project.write('.gitignore', 'ignored\nignored.txt\n');
        await project.write(
          'make.py',
          "open('words.py', 'a').write('more')\nopen('made.txt', 'w').write('made')\n",
        );
        const before = await project.files();

        const result = await run(project, ...args);

        assert.equal(result.exitCode, 0, result.stderr);
        assert.match(result.stderr, /^Saved 2 artifacts in .*ignored\/out\.$/mu);
        assert.deepEqual(await project.files(), {
          ...before,
          'ignored/out/made.txt': 'made',
          'ignored/out/words.py': "hello = 'hello there'\nmore",
        });
      });

      it('ends with 124 when the time is over, and says so', async () => {
        await using project = await createTestProject(files);

        const result = await run(project, '--timeout', '5', '--node', 'loop.mjs');

        assert.deepEqual([result.exitCode, result.stdout], [124, 'looping\n']);
        assert.match(result.stderr, /Ended after 5 seconds/u);
      });

      it('tells everything in one line of JSON, also that memory ran out', async () => {
        await using project = await createTestProject(files);

        const fine = await run(project, '--json', '--python', 'alone.py');
        const hog = await run(project, '--json', '--memory', '128', '--python', 'hog.py');

        const facts = JSON.parse(fine.stdout) as Readonly<Record<string, unknown>>;
        assert.deepEqual(Object.keys(facts), resultFields);
        assert.deepEqual(
          [facts['exitCode'], facts['stdout'], facts['stderr'], facts['backend']],
          [0, 'alone\n', '', backend],
        );
        const ending = JSON.parse(hog.stdout) as Readonly<Record<string, unknown>>;
        // Pyodide's own limit is met as an exception; a container's ends the process.
        assert.ok(ending['outOfMemory'] === true || /MemoryError/u.test(String(ending['stderr'])));
        assert.notEqual(hog.exitCode, 0);
      });

      it('ends with 130 at Ctrl-C', async () => {
        await using project = await createTestProject(files);
        const args = ['sandbox', 'run', '--sandbox', backend, '--node', 'loop.mjs'];
        await using cli = project.start(args, { env: environment(project) });

        await cli.waitFor('looping');
        cli.signal('SIGINT');

        assert.equal((await cli.result()).exitCode, 130);
      });
    });
  }

  const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['nothing', [], /nothing to run\. Give one of --python FILE/u],
    ['two programs', ['--python', 'alone.py', '--node', 'typed.ts'], /more than one thing to run/u],
    ['a program and a command', ['--python', 'alone.py', '--', 'ls'], /more than one thing to run/u],
    ['a program that is not there', ['--python', 'nope.py'], /nope\.py cannot be read/u],
    [
      'a program without an end',
      ['--python', '/dev/zero'],
      /\/dev\/zero is larger than 64 MB, or has no end/u,
    ],
    ['a short time', ['--timeout', '4', '--', 'ls'], /whole number from 5 to 120/u],
    ['a long time', ['--timeout', '121', '--', 'ls'], /whole number from 5 to 120/u],
    ['little memory', ['--memory', '127', '--', 'ls'], /whole number from 128 to 2048/u],
    ['much memory', ['--memory', '2049', '--', 'ls'], /whole number from 128 to 2048/u],
    [
      'artifacts in the workspace',
      ['--workspace', '.', '--artifacts', 'out', '--', 'ls'],
      /out for artifacts is part of the workspace/u,
    ],
    ['artifacts among other files', ['--artifacts', '.', '--', 'ls'], /for artifacts is not empty/u],
    ['an unknown sandbox', ['--sandbox', 'vm', '--', 'ls'], /Allowed choices are auto/u],
    [
      'a workspace that is not there',
      ['--workspace', 'nope', '--python', 'alone.py'],
      /nope cannot be opened/u,
    ],
  ];
  for (const [what, args, says] of refusals) {
    it(`refuses ${what} with a sentence and exit code 2`, async () => {
      await using project = await createTestProject(files);

      const result = await project.run(['sandbox', 'run', ...args]);

      assert.deepEqual([result.exitCode, result.stdout], [2, '']);
      assert.match(result.stderr, says);
    });
  }

  it('lets a file that it quotes in a refusal steer no terminal', async () => {
    await using project = await createTestProject({
      ...files,
      '.devcontainer.json': '\u001b[2J{"image": 5}',
    });
    const args = ['--sandbox', 'devcontainer', '--workspace', '.', '--', 'ls'];
    const result = await project.run(['sandbox', 'run', ...args]);

    assert.match(result.stderr, /^codeforge: \.devcontainer\.json cannot be used: .*not valid JSON/u);
    assert.equal(result.stderr.includes('\u001b'), false);
  });
});

describe('codeforge sandbox build, status and prune', () => {
  it('builds the full image for Python, tests it, and shows it', async function () {
    this.timeout(600_000);
    await needEngine(this);
    await using project = await createTestProject(files);
    const env = environment(project);

    const built = await project.run(['sandbox', 'build', '--language', 'python'], { env });
    const status = await project.run(['sandbox', 'status', '--json'], { env });

    assert.deepEqual([built.exitCode, built.stderr], [0, '']);
    assert.match(built.stdout, /^✔ The image for python is ready and tested \(\d+ MB, /mu);
    const { docker } = JSON.parse(status.stdout) as { docker: { languages: readonly object[] } };
    const [python] = docker.languages as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual([python?.['state'], python?.['packages']], ['ready', 'full']);
    assert.ok(Number(python?.['sizeBytes']) > 0);
  });

  it('says without an engine what there is, and that nothing can be built or removed', async () => {
    await using project = await createTestProject(files);

    const status = await project.run(['sandbox', 'status']);
    const build = await project.run(['sandbox', 'build']);
    const prune = await project.run(['sandbox', 'prune', '--yes']);

    assert.equal(status.exitCode, 0);
    assert.match(status.stdout, /^– Docker .*not answering/mu);
    assert.match(status.stdout, /512 MB of memory, 1 processor and no network/u);
    for (const { exitCode, stderr } of [build, prune]) {
      assert.equal(exitCode, 2);
      assert.match(stderr, /Docker is not answering/u);
    }
  });

  it('refuses a base image without its language', async () => {
    await using project = await createTestProject(files);

    const result = await project.run(['sandbox', 'build', '--base', 'debian:12']);

    assert.equal(result.exitCode, 2);
    assert.match(result.stderr, /A base image is for one language/u);
  });

  it('removes nothing unasked', async function () {
    await needImages(this);
    await using project = await createTestProject(files);

    const result = await project.run(['sandbox', 'prune'], { env: environment(project) });

    assert.equal(result.exitCode, 2);
    assert.match(result.stdout, /^image +codeforge-sandbox-node:latest {2}\d+ MB$/mu);
    assert.match(result.stderr, /no terminal to ask on\. Say --yes/u);
  });
});

/** Reaches the machine's own Docker engine. */
function environment(project: TestProject): Readonly<Record<string, string>> {
  const { DOCKER_HOST: _none, ...env } = project.env();
  const host = process.env['DOCKER_HOST'];
  return { ...env, ...(host !== undefined && { DOCKER_HOST: host }) };
}

async function needEngine(context: Mocha.Context) {
  const docker = createDockerSandboxes({ imagesDirectory: 'sandbox-images' });
  const status = await docker.probe(new AbortController().signal);
  return status.kind === 'unavailable' ? skipWithout(context, 'Docker engine') : docker;
}

async function needImages(context: Mocha.Context): Promise<void> {
  context.timeout(300_000);
  const docker = await needEngine(context);
  for (const language of ['python', 'node'] as const) {
    await docker.prepare(language, { signal: new AbortController().signal, onProgress: () => undefined });
  }
}
