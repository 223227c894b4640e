import { z } from 'zod';
import { SAMPLES } from './samples';

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minimum?: number;
  example?: unknown;
  default?: unknown;
}

type Definitions = Record<string, JsonSchema>;

function exampleOfObject(
  { properties = {}, required = [] }: JsonSchema,
  definitions: Definitions,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, property]) => [name, derive(property, definitions, name)]),
  );
}

/** Of several alternatives the first that is not "nothing" says more. */
const firstOf = (alternatives: JsonSchema[]): JsonSchema =>
  alternatives.find(({ type }) => type !== 'null') ?? alternatives[0] ?? {};

const BY_TYPE: Record<string, (schema: JsonSchema, definitions: Definitions, name: string) => unknown> = {
  object: exampleOfObject,
  array: ({ items }, definitions, name) => (items ? [derive(items, definitions, name)] : []),
  string: (_schema, _definitions, name) => SAMPLES[name] ?? name,
  integer: ({ minimum = 1 }) => Math.max(1, minimum),
  number: ({ minimum = 1 }) => Math.max(1, minimum),
  boolean: () => true,
};

/** What a schema says by itself: an example of its own, or the one value it allows. */
function stated(schema: JsonSchema): unknown {
  return schema.example ?? schema.default ?? schema.const ?? schema.enum?.[0];
}

/** A field that may be null says more with a value. */
const typeOf = ({ type = [] }: JsonSchema): string => [type].flat().find((name) => name !== 'null') ?? '';

const referred = (reference: string, definitions: Definitions): JsonSchema =>
  definitions[reference.replace('#/$defs/', '')] ?? {};

function derive(schema: JsonSchema, definitions: Definitions, name: string): unknown {
  const own = stated(schema);
  if (own !== undefined) return own;
  if (schema.$ref !== undefined) return derive(referred(schema.$ref, definitions), definitions, name);
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (alternatives) return derive(firstOf(alternatives), definitions, name);
  return BY_TYPE[typeOf(schema)]?.(schema, definitions, name) ?? {};
}

/**
 * An example that fits a schema: what its parts give as examples, put together. Optional fields are left out, unless
 * the schema as a whole gives an example that has them.
 */
export function exampleOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  return derive(json, json.$defs ?? {}, 'text');
}
