import { isMap, isScalar, isSeq } from 'yaml';
import type { z } from 'zod';
import { ForgeError } from '../forge-error.ts';
import { findPhaseProblem } from './phase-options.ts';
import { findOrderProblem } from './phase-order.ts';
import { readYaml } from './read-yaml.ts';
import { agentOfKind, type Phase, type Workflow, workflowSchema } from './workflow.ts';

/**
 * Reads a workflow file. Throws ForgeError `config.invalid` that names the file, the line, the phase and
 * what is allowed there.
 */
export function parseWorkflow(text: string, file: string): Workflow {
  const yaml = readYaml(text);
  if (yaml.kind === 'broken') throw invalid(file, yaml.line, yaml.message);
  const lineOf = (path: readonly PropertyKey[]) => yaml.lineAt(offsetOf(yaml.contents, path));

  const result = workflowSchema.safeParse(yaml.value);
  if (!result.success) {
    const [issue] = result.error.issues;
    if (issue === undefined) throw new Error('zod refused a workflow without an issue');
    throw invalid(file, lineOf(issue.path), describeIssue(issue));
  }

  const phases = result.data.phases.map(complete);
  const problem = findPhaseProblem(phases) ?? findOrderProblem(phases);
  if (problem !== undefined) throw invalid(file, lineOf(['phases', problem.index]), problem.message);
  return { ...result.data, phases };
}

function complete(phase: z.infer<typeof workflowSchema>['phases'][number]): Phase {
  return {
    id: phase.id ?? phase.kind,
    kind: phase.kind,
    agent: phase.agent ?? agentOfKind[phase.kind],
    model: phase.model ?? null,
    when: phase.when ?? 'always',
    required: phase.required ?? true,
  };
}

function invalid(file: string, line: number, what: string): ForgeError {
  return new ForgeError('config.invalid', `The workflow ${file} cannot be used: line ${line}: ${what}`);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const where = placeOf(issue.path);
  if (issue.code === 'invalid_value') return `${where} must be one of: ${issue.values.join(', ')}.`;
  if (issue.code === 'unrecognized_keys') {
    const allowed = issue.path[0] === 'phases' ? phaseKeys : workflowKeys;
    return `${where} has no option ${issue.keys.join(', ')}. Allowed: ${allowed.join(', ')}.`;
  }
  if (issue.code === 'invalid_union')
    return `${where} must be a tier (simple, medium, hard) or provider/model.`;
  return `${where}: ${issue.message}.`;
}

const workflowKeys = Object.keys(workflowSchema.shape);
const phaseKeys = Object.keys(workflowSchema.shape.phases.element.shape);

function placeOf(path: readonly PropertyKey[]): string {
  const [top, index, key] = path;
  if (top !== 'phases' || typeof index !== 'number')
    return top === undefined ? 'the file' : `'${String(top)}'`;
  return key === undefined ? `phase ${index + 1}` : `'${String(key)}' of phase ${index + 1}`;
}

/** Where the value at a path, or the closest thing above it, begins in the text. */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    node = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
    offset = startOf(node) ?? offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}
