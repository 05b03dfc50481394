import { clip } from './clip.ts';
import type { FailureParser } from './diagnosis.ts';

/** Memory that ran out without an exception to show for it. */
export const parseMemory: FailureParser = lines => {
  const line = lines.find(text => pattern.test(text));
  return line === undefined ? [] : [{ kind: 'memory_error', message: clip(line.trim(), 300) }];
};

const pattern =
  /JavaScript heap out of memory|terminate called after throwing an instance of 'std::bad_alloc'|^Killed$/u;
