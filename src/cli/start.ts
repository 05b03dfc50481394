#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(`codeforge: Node ${process.versions.node} is too old. Install Node 22.13 or newer.\n`);
  process.exit(2);
}

// Before anything else is loaded: compiling the program again at each start would take longer than all it does.
module.enableCompileCache();
const { main } = await import('./main.ts');
await main(process.argv, fileURLToPath(new URL('.', import.meta.url)));
