import type { PhaseKindName } from '../workflow/workflow.ts';
import { apply } from './apply.ts';
import { approve } from './approve.ts';
import { code } from './code.ts';
import { decide } from './decide.ts';
import { execute } from './execute.ts';
import type { PhaseKind } from './phase-kind.ts';
import { plan } from './plan.ts';
import { repair } from './repair.ts';
import { reproduce } from './reproduce.ts';
import { review } from './review.ts';

/** Every phase kind by name; a new kind is one file and one line here. */
export const allPhaseKinds: Readonly<Record<PhaseKindName, PhaseKind>> = {
  reproduce,
  plan,
  approve,
  code,
  execute,
  review,
  repair,
  decide,
  apply,
};
