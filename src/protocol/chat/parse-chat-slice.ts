import * as z from 'zod/mini';
import { statusNames } from '../status-names.ts';
import { cardSchema, liveSchema } from './card-schema.ts';
import type { ChatSlices } from './chat-slices.ts';

/** A slice that the host sent, or undefined where it is not what its name says. */
export function parseChatSlice(name: string, value: unknown): ChatSlices[keyof ChatSlices] | undefined {
  const parsed = schemaOf(name)?.safeParse(value);
  return parsed?.success ? parsed.data : undefined;
}

function schemaOf(name: string): z.ZodMiniType<ChatSlices[keyof ChatSlices]> | undefined {
  if (name.startsWith('card:')) return cardSchema;
  if (name.startsWith('live:')) return liveSchema;
  return Object.hasOwn(schemas, name) ? schemas[name as keyof typeof schemas] : undefined;
}

const count = z.int().check(z.nonnegative());
const text = z.string();
const choices = z.array(z.object({ id: text, title: text, description: text }));

type FixedName = 'thread' | 'composer' | 'start' | 'completion' | 'resumable';

const schemas: { readonly [Name in FixedName]: z.ZodMiniType<ChatSlices[Name]> } = {
  thread: z.object({
    runId: z.nullable(text),
    status: z.nullable(z.enum(statusNames)),
    activity: text,
    sentence: text,
    total: count,
    from: count,
    cards: z.array(text),
  }),
  composer: z.object({
    draft: text,
    returned: z.nullable(z.object({ number: count, text })),
    blocked: z.nullable(text),
    models: choices,
    model: text,
    workflows: choices,
    workflow: text,
    estimate: z.nullable(z.object({ title: text, lines: z.array(text) })),
    attached: z.nullable(text),
    isFollowUp: z.boolean(),
  }),
  start: z.object({
    hasFolder: z.boolean(),
    isTrusted: z.boolean(),
    model: z.enum(['found', 'missing', 'looking']),
  }),
  completion: z.object({
    number: count,
    items: z.array(z.object({ text, detail: text, kind: z.enum(['file', 'selection', 'problems']) })),
  }),
  resumable: z.array(z.object({ runId: text, task: text, state: text, updatedAt: z.number() })),
};
