import type { SQLInputValue } from 'node:sqlite';
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { StoreSchema } from './store-schema.ts';

/**
 * A typed query that is compiled once. Building one with Kysely costs more than running it, so `build`
 * sees placeholders in place of the arguments, and `bind` puts the real values in their places.
 */
export class Query<Arguments extends object, Row> {
  readonly #build: (given: Arguments) => Compilable<Row>;
  #compiled: CompiledQuery<Row> | undefined;

  constructor(build: (given: Arguments) => Compilable<Row>) {
    this.#build = build;
  }

  compiled(): CompiledQuery<Row> {
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

/** Builds queries but cannot run any: the port is synchronous and Kysely is not. */
export const queryBuilder = new Kysely<StoreSchema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: database => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

function placeholders<Arguments extends object>(): Arguments {
  const target: Record<string, unknown> = {};
  return new Proxy(target, { get: (_, name) => new Placeholder(String(name)) }) as Arguments;
}
