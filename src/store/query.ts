import type { SQLInputValue } from 'node:sqlite';
import type { Compilable, CompiledQuery } from 'kysely';
import type { Sql } from './plain-sql.ts';

/**
 * A typed query that is compiled once. Building one with Kysely costs more than running it, so `build`
 * sees placeholders in place of the arguments, and `bind` puts the real values in their places. For what
 * ships it is compiled by the build, which finds queries in the files that are named `*-queries.ts`.
 */
export class Query<Arguments extends object, Row> {
  readonly #build: (given: Arguments) => Compilable<Row> | Sql;
  #compiled: Compiled | undefined;

  constructor(build: (given: Arguments) => Compilable<Row> | Sql) {
    this.#build = build;
  }

  compiled(): Compiled {
    this.#compiled ??= this.#build(placeholders<Arguments>()).compile();
    return this.#compiled;
  }

  bind(given: Arguments): SQLInputValue[] {
    const values = given as Readonly<Record<string, SQLInputValue>>;
    return this.compiled().parameters.map(parameter =>
      parameter instanceof Placeholder ? (values[parameter.name] ?? null) : (parameter as SQLInputValue),
    );
  }
}

type Compiled = Pick<CompiledQuery, 'sql' | 'parameters'>;

/** Stands for the argument of this name. */
export class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

function placeholders<Arguments extends object>(): Arguments {
  const target: Record<string, unknown> = {};
  return new Proxy(target, { get: (_, name) => new Placeholder(String(name)) }) as Arguments;
}
