import { describeArtifacts, makeArtifacts } from '../../src/sandbox/contract/artifacts.contract.ts';
import { createFakeSandboxes } from './fake-sandbox.ts';

describe('A fake sandbox', () => {
  const { open } = createFakeSandboxes(() => ({ writes: makeArtifacts }));
  describeArtifacts(open);
});
