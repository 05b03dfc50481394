/** An icon of VS Code's own font, by its name; it says nothing that its surroundings do not say in words. */
export function Icon({ name }: { readonly name: string }) {
  return <span className={`codicon codicon-${name}`} aria-hidden="true" />;
}
