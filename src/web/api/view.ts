import type { AnswerView, ApiView, FieldView, RouteView, ShapeView } from '../../pages/api.ts';
import type { ApiDocument, ApiOperation } from './document.ts';
import { shapeName } from './example.ts';
import type { JsonSchema } from './schema.ts';

/**
 * The document as its page shows it.
 *
 * @param examples - A request that the archive answers, by the id of the operation.
 */
export function apiView(document: ApiDocument, examples: Readonly<Record<string, string | undefined>>): ApiView {
  const paths = Object.entries(document.paths).map(([path, { get }]) => ({ path, get }));
  return {
    description: document.info.description,
    groups: document.tags.map(({ name }) => ({
      name,
      routes: paths.filter(({ get }) => get.tags.includes(name)).map(({ path, get }) => routeView(path, get, examples[get.operationId])),
    })),
    shapes: Object.entries(document.components.schemas).map(([name, schema]) => shapeView(name, schema)),
    always: answersOf(paths[0]!.get).filter(({ status }) => paths.every(({ get }) => status in get.responses)),
  };
}

/** The fields of a shape, those of the objects in it too. */
export function shapeView(name: string, schema: JsonSchema): ShapeView {
  return {
    name,
    description: schema.description,
    base: schema.allOf?.[0]?.$ref && shapeName(schema.allOf[0].$ref),
    items: schema.items?.$ref && shapeName(schema.items.$ref),
    fields: fieldsOf(schema, ''),
  };
}

function routeView(path: string, operation: ApiOperation, example: string | undefined): RouteView {
  const { operationId, summary, description, parameters, responses } = operation;
  const { description: answer, content = {} } = responses[200]!;
  const [type, { schema, example: sample }] = Object.entries(content)[0]!;
  return {
    id: operationId,
    path,
    summary,
    description,
    parameters: parameters.map(({ name, in: place, required, schema, description }) => ({
      ...fieldView(name, { description, ...schema }, required),
      // That what stands after the question mark may be left out is the rule.
      isOptional: false,
      in: place,
    })),
    type,
    answer,
    shape: schema?.$ref && shapeName(schema.$ref),
    sample: sample === undefined ? undefined : JSON.stringify(sample, null, 2),
    example,
    refusals: answersOf(operation).filter(({ status }) => status === '400' || status === '404'),
  };
}

function answersOf({ responses }: ApiOperation): AnswerView[] {
  return Object.entries(responses).flatMap(([status, { description }]) => (status === '200' ? [] : [{ status, description }]));
}

function fieldsOf({ properties = {}, required = [] }: JsonSchema, prefix: string): FieldView[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const field = fieldView(`${prefix}${name}`, property, required.includes(name));
    if (field.words !== undefined) return [field];
    const inner = property.items ?? property;
    return [field, ...fieldsOf(inner, `${field.path}${field.isList ? '[]' : ''}.`)];
  });
}

function fieldView(path: string, schema: JsonSchema, isRequired: boolean): FieldView {
  const { items, description = items?.description ?? '' } = schema;
  const of = items ?? schema;
  const ref = of.$ref ?? of.anyOf?.find(({ $ref }) => $ref !== undefined)?.$ref;
  const types = typeof of.type === 'string' ? [of.type] : (of.type ?? of.anyOf?.map(({ type }) => String(type)) ?? []);
  const { minimum, maximum, default: unasked } = schema;
  return {
    path,
    type: types.find(isFieldType) ?? 'object',
    isList: items !== undefined,
    isNullable: types.includes('null'),
    isOptional: !isRequired,
    description,
    shape: ref && shapeName(ref),
    words: wordsOf(of),
    bounds: minimum !== undefined && maximum !== undefined ? `${minimum} … ${maximum}` : undefined,
    unasked: unasked === undefined || unasked === '' ? undefined : String(unasked),
  };
}

function isFieldType(type: string): type is FieldView['type'] {
  return ['string', 'integer', 'number', 'boolean', 'object'].includes(type);
}

/** What a text can say; of numbers under names, the names. */
function wordsOf({ enum: words, properties }: JsonSchema): string[] | undefined {
  if (words !== undefined) return words.filter((word) => word !== null).map(String);
  const entries = Object.entries(properties ?? {});
  const isCounts = entries.length > 0 && entries.every(([, { type, description }]) => type === 'integer' && description === undefined);
  return isCounts ? entries.map(([name]) => name) : undefined;
}
