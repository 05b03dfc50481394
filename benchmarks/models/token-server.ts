import { startScriptedServer, type WireName } from '../../test/servers/scripted-server.ts';

/**
 * A process of its own that streams as many tokens as a request's system prompt says, one an event, so that what is
 * measured in the other process is the client alone. Prints its address and ends with its parent.
 */
async function serveTokens(wire: WireName): Promise<void> {
  await using server = await startScriptedServer(wire, ({ body }) => {
    const tokens = Number(/(\d+) tokens, please/u.exec(JSON.stringify(body))?.[1]);
    return { text: 'abcd'.repeat(tokens), deltaLength: 4, split: 'whole' };
  });
  process.stdout.write(`${JSON.stringify(server.env)}\n`);
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('disconnect', resolve);
  await promise;
}

await serveTokens(process.argv[2] as WireName);
