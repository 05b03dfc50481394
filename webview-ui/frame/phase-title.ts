export function phaseTitle(id: string): string {
  return phaseTitles[id] ?? id;
}

const phaseTitles: Readonly<Record<string, string>> = {
  prepare: 'Prepare',
  plan: 'Plan',
  approve: 'Approve the plan',
  code: 'Write',
  execute: 'Check',
  review: 'Review',
  repair: 'Repair',
  decide: 'Decide',
  apply: 'Apply',
};
