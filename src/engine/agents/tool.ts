import { z } from 'zod';
import type { Overlay } from '../change/overlay.ts';
import { onFirstUse } from '../on-first-use.ts';
import type { ToolDefinition } from '../ports/model.ts';
import type { CommandResult } from '../ports/sandbox.ts';
import type { Workspace } from '../ports/workspace.ts';

/** Something an agent can do. Its answer is text for the model; a refusal is an answer too. */
export interface Tool {
  readonly name: string;
  readonly definition: () => ToolDefinition;
  /** Checks the arguments, then acts. Throws only what must end the whole phase. */
  run(argumentsValue: unknown, context: ToolContext): Promise<ToolAnswer>;
}

export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

export interface ToolContext {
  readonly overlay: Overlay;
  readonly workspace: Workspace;
  /** Paths the agents may read but not change, folded: see foldPath. */
  readonly protectedPaths: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** Runs a command in the sandbox, on the change so far. */
  readonly runCommand: (command: string, timeoutMs: number) => Promise<CommandResult>;
}

export interface ToolParts<Schema extends z.ZodType> {
  readonly name: string;
  readonly description: string;
  readonly schema: () => Schema;
  readonly run: (input: z.infer<Schema>, context: ToolContext) => Promise<ToolAnswer>;
}

/** Builds a tool whose JSON Schema, check and types come from one zod schema. */
export function defineTool<Schema extends z.ZodType>(parts: ToolParts<Schema>): Tool {
  const { name, description } = parts;
  const schema = onFirstUse(parts.schema);
  return {
    name,
    definition: onFirstUse(() => ({ name, description, parameters: parametersOf(schema()) })),
    async run(argumentsValue, context) {
      const parsed = schema().safeParse(argumentsValue);
      if (!parsed.success) return refusal(`Wrong arguments for ${name}: ${explainIssues(parsed.error)}`);
      return parts.run(parsed.data, context);
    },
  };
}

/** A tool's JSON Schema without the words that cost tokens and tell a model nothing. */
export function parametersOf(schema: z.ZodType): ToolDefinition['parameters'] {
  const { $schema, ...parameters } = z.toJSONSchema(schema, {
    io: 'input',
    override({ jsonSchema }) {
      delete jsonSchema.additionalProperties;
      delete jsonSchema.minLength;
      // Lines, seconds and ids count from one by themselves.
      if (jsonSchema.minimum === 1) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return parameters;
}

/** What is wrong with the arguments, in words a model can act on. */
export function explainIssues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'arguments'}: ${message}`).join('; ');
}

export const answer = (text: string): ToolAnswer => ({ text, isError: false });
export const refusal = (text: string): ToolAnswer => ({ text, isError: true });
