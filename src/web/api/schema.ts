/**
 * A JSON Schema (2020-12, as OpenAPI 3.1 takes it) that belongs to a type of ours. It compiles only while the two agree: a field that
 * is added to the type, renamed or made optional must be so in its schema. Invariant: neither a wider nor a narrower type will do.
 */
export interface Schema<Value> {
  readonly json: JsonSchema;
  readonly [typed]?: (value: Value) => Value;
}
declare const typed: unique symbol;

/** One that the document keeps under a name of its own, and that others refer to. */
export interface NamedSchema<Value> extends Schema<Value> {
  readonly name: string;
  readonly definition: JsonSchema;
}

/** The part of JSON Schema that is written here. Objects are open, since fields may be added; the tests close them. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly (string | number | null)[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly examples?: readonly unknown[];
}

interface OptionalSchema<Value> {
  readonly whereKnown: Schema<Value>;
}

/** A schema for each field of a type: `optional` for just those that may be absent. */
export type FieldsOf<Value> = {
  readonly [Name in keyof Value]-?: object extends Pick<Value, Name>
    ? OptionalSchema<Exclude<Value[Name], undefined>>
    : Schema<Value[Name]>;
};

type Facts = Pick<JsonSchema, 'pattern' | 'format' | 'maxLength' | 'examples'>;

export function text(description: string, facts: Facts = {}): Schema<string> {
  return { json: { type: 'string', description, ...facts } };
}

/** A whole number, from `minimum`. */
export function integer(
  description: string,
  facts: { readonly minimum?: number; readonly examples?: readonly number[] } = {},
): Schema<number> {
  return { json: { type: 'integer', minimum: 0, description, ...facts } };
}

export function fraction(description: string, examples: readonly number[]): Schema<number> {
  return { json: { type: 'number', minimum: 0, description, examples } };
}

export function flag(description: string, example = true): Schema<boolean> {
  return { json: { type: 'boolean', description, examples: [example] } };
}

/** One of a closed set of words; the example is the first, where no other is given. */
export function oneOf<const Word extends string>(words: readonly Word[], description: string, example?: Word): Schema<Word> {
  return { json: { type: 'string', enum: words, description, ...(example !== undefined && { examples: [example] }) } };
}

/** Absence that is told: `null`. */
export function nullable<Value>({ json }: Schema<Value>): Schema<Value | null> {
  const { type, enum: words } = json;
  if (typeof type !== 'string')
    return { json: { anyOf: [json, { type: 'null' }], ...(json.description && { description: json.description }) } };
  return { json: { ...json, type: [type, 'null'], ...(words && { enum: [...words, null] }) } };
}

/** Absence that is not told: the field itself is missing. */
export function optional<Value>(whereKnown: Schema<Value>): OptionalSchema<Value> {
  return { whereKnown };
}

export function list<Value>(
  items: Schema<Value>,
  description: string,
  facts: Pick<JsonSchema, 'maxItems' | 'examples'> = {},
): Schema<readonly Value[]> {
  return { json: { type: 'array', description, items: items.json, ...facts } };
}

export function object<Value extends object>(description: string, fields: FieldsOf<Value>): Schema<Value> {
  return { json: { type: 'object', description, ...propertiesOf(fields) } };
}

/** All that another has, and more. */
export function extending<Base, Value extends Base>(
  base: NamedSchema<Base>,
  description: string,
  fields: FieldsOf<Omit<Value, keyof Base>>,
): Schema<Value> {
  return { json: { description, allOf: [{ $ref: base.json.$ref! }], type: 'object', ...propertiesOf(fields) } };
}

/** A number for every one of these words. */
export function countOfEach<const Word extends string>(
  words: readonly Word[],
  description: string,
): Schema<Readonly<Record<Word, number>>> {
  const examples = [Object.fromEntries(words.map((word, index) => [word, index === 0 ? 21_075 : 0]))];
  return { json: { ...countOfAny(words, description).json, required: words, examples } };
}

/** A number for those of these words that have one. */
export function countOfAny<const Word extends string>(
  words: readonly Word[],
  description: string,
): Schema<Readonly<Partial<Record<Word, number>>>> {
  const properties = Object.fromEntries(words.map((word) => [word, { type: 'integer', minimum: 0 }]));
  return { json: { type: 'object', description, properties, examples: [{ [words[0]!]: 21_075 }] } };
}

/** Values under names that are not known beforehand. */
export function table<Value>(
  values: Schema<Value>,
  description: string,
  { names, examples }: { readonly names?: string; readonly examples: readonly unknown[] },
): Schema<Readonly<Record<string, Value>>> {
  return {
    json: { type: 'object', description, additionalProperties: values.json, ...(names && { propertyNames: { pattern: names } }), examples },
  };
}

export function either<A, B>(a: Schema<A>, b: Schema<B>): Schema<A | B> {
  return { json: { anyOf: [a.json, b.json] } };
}

export function named<Value>(name: string, { json }: Schema<Value>): NamedSchema<Value> {
  return { name, json: { $ref: `#/components/schemas/${name}` }, definition: json };
}

/** The same shape with words of its own about this use of it (a sibling of `$ref`, as 2020-12 allows). */
export function described<Value>({ json }: Schema<Value>, description: string): Schema<Value> {
  return { json: { ...json, description } };
}

type AnyField = { readonly json: JsonSchema } | { readonly whereKnown: { readonly json: JsonSchema } };

function propertiesOf(fields: object): Pick<JsonSchema, 'properties' | 'required'> {
  const entries: readonly [name: string, field: AnyField][] = Object.entries(fields);
  const properties = entries.map(([name, field]) => [name, 'whereKnown' in field ? field.whereKnown.json : field.json]);
  const required = entries.flatMap(([name, field]) => ('whereKnown' in field ? [] : [name]));
  return { properties: Object.fromEntries(properties), ...(required.length > 0 && { required }) };
}
