// One module, so that the program is read in few files: each costs more to find and open than what it holds.
export { cost } from './cost.ts';
export { doctor } from './doctor.ts';
export { fix } from './fix.ts';
export { history } from './history.ts';
export { resume } from './resume.ts';
export { route } from './route.ts';
export { sample } from './sample.ts';
export { sandboxBuild } from './sandbox/build.ts';
export { sandboxPrune } from './sandbox/prune.ts';
export { sandboxRun } from './sandbox/run.ts';
export { sandboxSetup } from './sandbox/setup.ts';
export { sandboxStatus } from './sandbox/status.ts';
export { solve } from './solve.ts';
