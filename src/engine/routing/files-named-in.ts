/**
 * The files that a text names, as written (`src/cart.ts`, `Dockerfile`, `./a.py:12` as `a.py`), each once and in
 * order. Whether they exist is not known here; products such as Node.js and addresses of pages are left out.
 */
export function filesNamedIn(task: string): readonly string[] {
  const words = task.split(/[\s"'`()<>[\]{},;|=*]+/u);
  return [...new Set(words.flatMap(word => fileName(word) ?? []))];
}

const maxPathLength = 260;

function fileName(word: string): string | undefined {
  if (word.length < 3 || word.length > maxPathLength || word.includes('://')) return undefined;
  const path = word
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/|@(?=[\w./-]+\.\w))/u, '')
    .replace(/(?::\d+){1,2}[.:]?$|[.:!?]{1,3}$/u, '');
  if (!/^[\w.@/+~-]+$/u.test(path)) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (knownNames.has(name)) return path;
  const dot = name.lastIndexOf('.');
  if (dot < 1 || !extensions.has(name.slice(dot + 1).toLowerCase())) return undefined;
  return path === name && products.test(name) ? undefined : path;
}

/** Written like a file, meant as a thing. */
const products =
  /^(?:node|next|nuxt|vue|react|express|three|d3|angular|ember|backbone|discord|alpine|chart|socket|asp)\.(?:js|io|net)$/iu;

const knownNames = new Set([
  'Dockerfile',
  'Makefile',
  'Gemfile',
  'Rakefile',
  'Procfile',
  '.gitignore',
  '.env.example',
]);

const extensions = new Set(
  [
    'js mjs cjs jsx ts mts cts tsx vue svelte astro py pyi ipynb rb php java kt kts scala groovy go rs c h cc cpp cxx',
    'hpp cs fs swift m mm dart lua pl pm r jl ex exs erl hs clj elm ml nim zig sh bash zsh fish ps1 bat sql graphql',
    'proto html htm css scss sass less json jsonc yaml yml toml ini cfg conf xml csv tsv md mdx rst txt lock gradle tf',
  ].flatMap(line => line.split(' ')),
);
