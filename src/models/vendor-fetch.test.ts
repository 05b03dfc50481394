import assert from 'node:assert/strict';
import { startScriptedServer, type WireName } from '../../test/servers/scripted-server.ts';
import { failureOf } from './model.contract.ts';
import { createOpenModel } from './open-model.ts';

describe('a server that sends requests on to another', () => {
  for (const wire of ['openai', 'anthropic', 'gemini', 'ollama'] satisfies WireName[]) {
    it(`gets no key and no code there: ${wire}`, async () => {
      await using other = await startScriptedServer(wire, [{ text: 'caught' }]);
      const target = new URL(other.baseUrl);
      target.hostname = 'localhost';
      const headers = { location: target.href };
      await using server = await startScriptedServer(wire, [
        { fault: { kind: 'status', status: 307, headers } },
      ]);

      const error = await failureOf(createOpenModel({ env: server.env })(`${wire}/scripted`));

      assert.equal(error.code, 'config.invalid');
      assert.match(
        error.message,
        /sends requests on to http:\/\/localhost:\d+ \(status 307\), and CodeForge does/u,
      );
      assert.equal(other.requests.length, 0);
      assert.equal(server.requests.length, 1);
    });
  }
});
