import { type PhaseKind, under } from './phase-kind.ts';

/** A person says which hunks are taken, in as many steps as they like. The run waits here for as long. */
export const decide: PhaseKind = {
  routes: ({ onward, here }) => [
    ...under('has-accepted', onward),
    ...under('is-open', here),
    { to: 'completed', when: [] },
  ],
};
