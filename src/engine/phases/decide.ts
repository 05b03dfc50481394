import { type PhaseKind, under } from './phase-kind.ts';

/** A person says which files are taken. The run waits here as long as they like. */
export const decide: PhaseKind = {
  routes: ({ onward }) => [...under('has-accepted', onward), { to: 'completed', when: [] }],
};
