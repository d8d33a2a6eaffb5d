import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** The values of a statement's parameters, by name; others are not looked at. */
export type Values<Name extends string = string> = Readonly<Record<Name, SQLInputValue>>;

/**
 * A statement whose named parameters are given by place. SQLite finds a parameter by comparing its name with those of all others, for
 * each value anew: in an import that costs more than storing a row does.
 */
export class BoundStatement {
  readonly #statement: StatementSync;
  readonly #names: readonly string[];

  constructor(db: DatabaseSync, sql: string) {
    const names: string[] = [];
    const byPlace = sql.replace(parameter, (found, name: string | undefined) => {
      if (name === undefined) return found;
      names.push(name);
      return '?';
    });
    this.#statement = db.prepare(byPlace);
    this.#names = names;
  }

  run(values: Values): ReturnType<StatementSync['run']> {
    return this.#statement.run(...this.#places(values));
  }

  get(values: Values): ReturnType<StatementSync['get']> {
    return this.#statement.get(...this.#places(values));
  }

  #places(values: Values): SQLInputValue[] {
    const places: SQLInputValue[] = [];
    for (const name of this.#names) {
      const value = values[name];
      if (value === undefined) throw new Error(`The parameter :${name} has no value.`);
      places.push(value);
    }
    return places;
  }
}

/** A literal, which may hold a colon, or a parameter. */
const parameter = /'[^']*'|:([A-Za-z]\w*)/g;
