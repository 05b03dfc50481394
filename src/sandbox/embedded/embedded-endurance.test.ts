import { readdir } from 'node:fs/promises';
import { sandboxes, skipWithoutRuntime, testFolder } from '../../../test/embedded-sandboxes.ts';
import { describeEndurance } from '../contract/endurance.contract.ts';

describe('embedded for a long time', () => {
  before(function () {
    skipWithoutRuntime(this);
  });

  describeEndurance(sandboxes.open, {
    settle: () => sandboxes.whenWarm(),
    outside: async () => (await readdir(testFolder)).filter(name => name !== 'cache'),
  });
});
