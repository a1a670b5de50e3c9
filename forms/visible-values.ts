/** What conditions look at: raw values of fields that are shown and not empty. */
export type VisibleValues = { [code: string]: unknown };

/** The value under a key of its own; what objects inherit is no value. */
export function ownValue(values: unknown, code: string): unknown {
  return typeof values === 'object' && values !== null && Object.hasOwn(values, code)
    ? (values as Record<string, unknown>)[code]
    : undefined;
}
