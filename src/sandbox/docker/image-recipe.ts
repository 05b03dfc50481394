/** `core` is made in seconds and runs most programs; `full` adds the libraries that programs import most. */
export type PackageSet = 'core' | 'full';

/** `pip` takes PyPI's packages, `apt` Debian's, `auto` Debian's where pip gets none. For Python only. */
export type PackageSource = 'auto' | 'pip' | 'apt';

/** What an image is asked to be. Its labels keep it, so that a stale image is built again as it was. */
export interface ImageRecipe {
  readonly packages: PackageSet;
  readonly source: PackageSource;
  /** The base that somebody named; null: the default one. */
  readonly base: string | null;
}

export type Labels = Readonly<Record<string, string>>;

/** Wishes come before what an image that is there was asked to be, and that before the defaults. */
export function recipeFor(wishes: Partial<ImageRecipe>, labels: Labels = {}): ImageRecipe {
  const { [packagesLabel]: packages, [sourceLabel]: source, [baseNameLabel]: base } = labels;
  return {
    packages: wishes.packages ?? (packages === 'full' ? 'full' : 'core'),
    source: wishes.source ?? (source === 'pip' || source === 'apt' ? source : 'auto'),
    base: wishes.base ?? (base || null),
  };
}

/** All of them, always: an image inherits those of its base. */
export function labelsOf({ packages, source, base }: ImageRecipe): Labels {
  return { [packagesLabel]: packages, [sourceLabel]: source, [baseNameLabel]: base ?? '' };
}

export function isMadeBy(recipe: ImageRecipe, labels: Labels): boolean {
  return Object.entries(labelsOf(recipe)).every(([name, value]) => labels[name] === value);
}

const packagesLabel = 'codeforge.packages';
const sourceLabel = 'codeforge.source';
const baseNameLabel = 'codeforge.base-name';
