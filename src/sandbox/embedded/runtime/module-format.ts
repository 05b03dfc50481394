import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether Node would load the file as CommonJS. A file that says so neither by its extension nor by
 * `type` in the nearest package.json is judged by its syntax, as Node does; here by what its lines begin with.
 */
export function isCommonJs(file: string, source: string): boolean {
  const extension = path.extname(file);
  if (['.cjs', '.cts'].includes(extension)) return true;
  if (['.mjs', '.mts'].includes(extension)) return false;
  const type = nearestPackageType(path.dirname(file));
  if (type !== undefined) return type === 'commonjs';
  return !moduleSyntax.test(source);
}

const moduleSyntax =
  /^\s*(?:import\s*(?:["'{*]|[\w$]+[\s,])|export\s*(?:\{|\*|(?:default|async|function|class|const|let|var|enum|interface|type|abstract|declare)\b))|^(?:(?:const|let|var)\s[^=\n]*=\s*)?await\b|\bimport\.meta\b/mu;

function nearestPackageType(directory: string): 'module' | 'commonjs' | undefined {
  const file = path.join(directory, 'package.json');
  if (isReadable(file)) {
    const type = (JSON.parse(readFileSync(file, 'utf8')) as { readonly type?: unknown } | null)?.type;
    return type === 'module' || type === 'commonjs' ? type : undefined;
  }
  const parent = path.dirname(directory);
  return parent === directory ? undefined : nearestPackageType(parent);
}

/** False above the work folder too, where reading is refused. */
function isReadable(file: string): boolean {
  try {
    return existsSync(file);
  } catch {
    return false;
  }
}
