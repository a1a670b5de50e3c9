/** Steps into a draft, such as `['definition', 'fields', 2, 'label']`. */
export type Path = readonly (string | number)[];

/** The same with another value at a path; `undefined` takes it away. */
export function withAt<T>(whole: T, [step, ...rest]: Path, value: unknown): T {
  if (step === undefined) return value as T;
  if (Array.isArray(whole)) {
    return whole.map((each, index) => (index === step ? withAt(each, rest, value) : each)) as T;
  }
  const { [step]: before, ...others } = (whole ?? {}) as Record<string | number, unknown>;
  const next = withAt(before, rest, value);
  if (next === undefined) return others as T;
  // In its place among the others, so that what did not change is the same text.
  return { ...(whole as object), [step]: next } as T;
}

export function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((found, step) => {
    if (typeof found !== 'object' || found === null) return undefined;
    return (found as Record<string | number, unknown>)[step];
  }, whole);
}
