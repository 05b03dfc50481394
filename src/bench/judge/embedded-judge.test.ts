import { sandboxes, skipWithoutRuntime } from '../../../test/embedded-sandboxes.ts';
import { describeJudge } from './judge.contract.ts';

describeJudge('the embedded sandbox', {
  openSandbox: sandboxes.open,
  hasProcesses: false,
  need: skipWithoutRuntime,
});
