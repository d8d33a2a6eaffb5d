import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { apiDocument } from '../../src/web/api/document.ts';
import { shapeName } from '../../src/web/api/example.ts';
import type { JsonSchema } from '../../src/web/api/schema.ts';

const { components } = apiDocument({ title: '', version: '' });
const shapes: Readonly<Record<string, JsonSchema>> = components.schemas;

// Formats are not asserted: every time has a pattern.
const ajv = new Ajv2020({ strict: true, allErrors: false, allowUnionTypes: true });
const base = 'https://archive.example/';
for (const [name, shape] of Object.entries(shapes)) ajv.addSchema(resolvable(closed(shape)), base + name);

const validators = new Map<string, ValidateFunction>();

/** What is wrong with a value, where it must have the fields of the schema and no others; empty where all is well. */
export function faultsOf(value: unknown, schema: JsonSchema): string[] {
  const text = JSON.stringify(schema);
  const validate = validators.get(text) ?? ajv.compile(resolvable(closed(schema)));
  validators.set(text, validate);
  return validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

/** The shape that the document has under a name. */
export function shape(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

function resolvable(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', `"${base}`));
}

/** The schema with every object closed: a field that it does not name is a fault. */
function closed(schema: JsonSchema): JsonSchema {
  const { allOf = [], properties, required = [], ...rest } = schema;
  const bases = allOf.map(({ $ref }) => shapes[shapeName($ref!)]!);
  const all: Record<string, JsonSchema> = Object.assign({}, ...bases.map((base) => base.properties), properties);
  return {
    ...rest,
    ...(rest.items && { items: closed(rest.items) }),
    ...(rest.anyOf && { anyOf: rest.anyOf.map(closed) }),
    ...(Object.keys(all).length > 0 && {
      properties: Object.fromEntries(Object.entries(all).map(([name, property]) => [name, closed(property)])),
      required: [...bases.flatMap((base) => base.required ?? []), ...required],
      additionalProperties: false as unknown as JsonSchema,
    }),
  };
}
