import type { JsonSchema } from './schema.ts';

/**
 * A value as a schema describes it, made of the examples of its parts. Of the fields that may be absent it has those with an example:
 * the others do not go together.
 */
export function exampleOf(schema: JsonSchema, shapes: Readonly<Record<string, JsonSchema>>): unknown {
  const { examples, enum: words, anyOf, allOf, items, $ref } = schema;
  if (examples !== undefined) return examples[0];
  if ($ref !== undefined) return exampleOf(shapes[shapeName($ref)]!, shapes);
  if (anyOf !== undefined) return exampleOf(anyOf[0]!, shapes);
  if (words !== undefined) return words[0];
  if (items !== undefined) return [exampleOf(items, shapes)];
  if (schema.properties !== undefined) return objectOf(schema, shapes, allOf);
  return undefined;
}

/** The name under which the document keeps what a `$ref` refers to. */
export function shapeName($ref: string): string {
  return $ref.slice($ref.lastIndexOf('/') + 1);
}

function objectOf(
  { properties = {}, required = [] }: JsonSchema,
  shapes: Readonly<Record<string, JsonSchema>>,
  bases: readonly JsonSchema[] = [],
): object {
  const own = Object.entries(properties).filter(([name, property]) => required.includes(name) || hasExample(property));
  return Object.assign(
    {},
    ...bases.map((base) => exampleOf(base, shapes)),
    Object.fromEntries(own.map(([name, property]) => [name, exampleOf(property, shapes)])),
  );
}

function hasExample({ examples, properties }: JsonSchema): boolean {
  return examples !== undefined || properties !== undefined;
}
