import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OpenSandbox } from '../../engine/ports/sandbox.ts';
import { runFiles } from './trial.contract.ts';

export function describeIsolation(open: OpenSandbox): void {
  it('has no network, not even to the host itself', async () => {
    let connections = 0;
    const server = createServer(socket => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const code = `fetch('http://127.0.0.1:${port}/').then(() => console.log('open'), () => console.log('closed'));`;
    const python = `
import socket
for target in (('127.0.0.1', ${port}), ('1.1.1.1', 53)):
    try:
        socket.create_connection(target, timeout=2).send(b'x')
        print('open')
    except Exception:
        print('closed')
`;
    try {
      const result = await runFiles(open, { 'main.mjs': code, 'main.py': python }, 'node main.mjs');
      assert.equal(result.stdout, 'closed\n');
      const second = await runFiles(open, { 'main.py': python }, 'python3 main.py');
      assert.doesNotMatch(second.stdout, /open/u);
    } finally {
      server.close();
    }
    assert.equal(connections, 0);
  });

  it('shows programs neither files nor environment of the host', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-contract-'));
    const secret = path.join(folder, 'secret.txt');
    process.env['CODEFORGE_CONTRACT_SECRET'] = 'hidden-value';
    try {
      await writeFile(secret, 'hidden-value');
      const python = `
import os
print(os.environ.get('CODEFORGE_CONTRACT_SECRET'))
try:
    print(open(${JSON.stringify(secret)}).read())
except Exception as error:
    print('refused')
`;
      const node = `
console.log(globalThis.process?.env?.CODEFORGE_CONTRACT_SECRET);
import('node:fs').then(fs => console.log(fs.readFileSync(${JSON.stringify(secret)}, 'utf8'))).catch(() => console.log('refused'));
`;
      assert.equal(
        (await runFiles(open, { 'main.py': python }, 'python3 main.py')).stdout,
        'None\nrefused\n',
      );
      const seen = await runFiles(open, { 'main.mjs': node }, 'node main.mjs');
      assert.doesNotMatch(seen.stdout + seen.stderr, /hidden-value/u);
    } finally {
      delete process.env['CODEFORGE_CONTRACT_SECRET'];
      await rm(folder, { recursive: true });
    }
  });
}
