import { diagnosticsContract } from '../../src/extension/diagnostics/diagnostics.contract.ts';
import { hashBytes } from '../../src/store/content-hash.ts';
import { createFakeDiagnostics, trailingCommaServer } from './fake-diagnostics.ts';
import { createMemoryRunStore } from './memory-run-store.ts';
import { createMemoryWorkspace } from './memory-workspace.ts';

describe('the fake language servers', () => {
  diagnosticsContract(async files => {
    const { contents } = createMemoryRunStore(hashBytes);
    const workspace = createMemoryWorkspace(files);
    return {
      diagnostics: createFakeDiagnostics(() => contents, trailingCommaServer),
      workspace,
      contents,
      files: () => Object.fromEntries(workspace.files),
      async [Symbol.asyncDispose]() {},
    };
  });
});
