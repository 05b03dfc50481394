/**
 * The way to something that is made when it is asked for first, such as a schema: building all of them would take
 * a good part of the time in which the program starts, and a run needs few.
 */
export function onFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
