import { z } from 'zod';

/** The closed set of phase kinds; each is one file in `engine/phases`. */
export const phaseKinds = [
  'reproduce',
  'plan',
  'approve',
  'code',
  'execute',
  'review',
  'repair',
  'decide',
  'apply',
] as const;
export type PhaseKindName = (typeof phaseKinds)[number];

/** Conditions that a workflow may put on a phase. */
export const phaseConditions = ['always', 'needs-plan', 'is-hard'] as const;
export type PhaseCondition = (typeof phaseConditions)[number];

/** The agents that a phase may name: files in `prompts/`. */
export const agentRoles = ['planner', 'coder', 'reviewer'] as const;
export type AgentRole = (typeof agentRoles)[number];

/** Who does the work of each kind: whoever hands in what the phase needs. Null: it asks no model. */
export const agentOfKind: Readonly<Record<PhaseKindName, AgentRole | null>> = {
  reproduce: null,
  plan: 'planner',
  approve: null,
  code: 'coder',
  execute: null,
  review: 'reviewer',
  repair: 'coder',
  decide: null,
  apply: null,
};

export const tierNames = ['simple', 'medium', 'hard'] as const;

const modelChoice = z.union([z.enum(tierNames), z.templateLiteral([z.string(), '/', z.string()])]);

const phaseSchema = z.strictObject({
  kind: z.enum(phaseKinds),
  /** Unique in the workflow; the kind where it is left out. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'an id is lower-case words joined by -')
    .optional(),
  agent: z.enum(agentRoles).optional(),
  /** A tier, or one model as `provider/name`. Left out: the tier of the task. */
  model: modelChoice.optional(),
  when: z.enum(phaseConditions).optional(),
  /** False: when the phase fails, the run goes on without it. */
  required: z.boolean().optional(),
});

/** A workflow file's shape. Parsed by parseWorkflow, which also checks what a schema cannot. */
export const workflowSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name is lower-case words joined by -'),
  description: z.string().min(1),
  phases: z.array(phaseSchema).min(1).max(40),
});

export interface Workflow {
  readonly name: string;
  readonly description: string;
  readonly phases: readonly Phase[];
}

export interface Phase {
  readonly id: string;
  readonly kind: PhaseKindName;
  readonly agent: AgentRole | null;
  readonly model: string | null;
  readonly when: PhaseCondition;
  readonly required: boolean;
}
