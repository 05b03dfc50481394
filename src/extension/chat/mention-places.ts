/** A file of one of the open folders. */
export interface FilePlace {
  /** Name of the folder. */
  readonly folder: string;
  /** Within it, with `/`. */
  readonly path: string;
}

/**
 * How each of these files is named behind an `@`: by its path, with its folder in front only where the path alone means
 * another file too.
 */
export function nameFiles(files: readonly FilePlace[], folders: readonly string[]): readonly string[] {
  const known = new Set(files.map(keyOf));
  return files.map(file => {
    const meant = placesOfMention(file.path, folders).filter(place => known.has(keyOf(place)));
    return meant.length > 1 ? nameInFolder(file) : file.path;
  });
}

export function nameInFolder({ folder, path }: FilePlace): string {
  return `${folder}/${path}`;
}

/** What a name behind an `@` may mean, the likeliest first: a folder and a path in it, or a path in any of the folders. */
export function placesOfMention(name: string, folders: readonly string[]): readonly FilePlace[] {
  const named = folders.length === 1 ? [] : folders.filter(folder => name.startsWith(`${folder}/`));
  return [
    ...named.map(folder => ({ folder, path: name.slice(folder.length + 1) })),
    ...folders.map(folder => ({ folder, path: name })),
  ].filter(({ path }) => isInside(path));
}

/** A name that leads out of the folder is no file of it. */
function isInside(path: string): boolean {
  return path !== '' && !path.split(/[/\\]/).includes('..');
}

function keyOf(place: FilePlace): string {
  return JSON.stringify([place.folder, place.path]);
}
