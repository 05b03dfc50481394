/**
 * SQL as it is written, with the values of its parameters in their order: for statements whose conditions come and go.
 * What the build can compile is written with Kysely instead, which checks it.
 */
export class Sql {
  readonly text: string;
  readonly parameters: readonly unknown[];

  constructor(text: string, parameters: readonly unknown[] = []) {
    this.text = text;
    this.parameters = parameters;
  }

  compile() {
    return { sql: this.text, parameters: this.parameters };
  }
}

/** Other SQL goes in as it is; every other value becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const parts = strings.flatMap((text, index) => {
    const value = values[index];
    if (index === values.length) return [new Sql(text)];
    return [new Sql(text), value instanceof Sql ? value : new Sql('?', [value])];
  });
  return joinSql(parts, '');
}

export function joinSql(parts: readonly Sql[], separator: string): Sql {
  return new Sql(
    parts.map(({ text }) => text).join(separator),
    parts.flatMap(({ parameters }) => parameters),
  );
}
