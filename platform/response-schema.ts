type Schema = Record<string, unknown>;

/**
 * The schema by which an answer is written. Of a union the writer tries each part with a validator before it writes, which
 * costs more than the writing; the commonest union, something or null, is said in the way that needs none.
 */
export function responseSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(responseSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const written = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, responseSchema(value)]),
  ) as Schema;
  return nullable(written) ?? written;
}

function nullable({ anyOf, ...rest }: Schema): Schema | undefined {
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return undefined;
  const [schema, none] = anyOf as [Schema, Schema];
  const type = none.type === 'null' ? typeOf(schema) : undefined;
  return type === undefined ? undefined : { ...rest, ...schema, type, nullable: true };
}

/** Of a schema of one type; an enumeration of strings need not say its own. */
function typeOf({ type, enum: values }: Schema): string | undefined {
  if (typeof type === 'string') return type;
  const isText = Array.isArray(values) && values.every((each) => typeof each === 'string');
  return isText ? 'string' : undefined;
}
