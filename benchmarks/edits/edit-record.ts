import { z } from 'zod';

/** One edit with the answer that is right. A line of a corpus file is one of these as JSON. */
export const editRecordSchema = z.object({
  id: z.union([z.string(), z.number()]),
  path: z.string(),
  original: z.string(),
  search: z.string(),
  replace: z.string(),
  /** The file afterwards; null, or the same as the original, when nothing may be changed. */
  expected: z.string().nullable(),
  /** What was done to the edit, for the table. */
  class: z.string(),
});

export type EditRecord = z.infer<typeof editRecordSchema>;
