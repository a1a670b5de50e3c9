/** Codes of the fields that two sets of values say differently. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Set<string> {
  const codes = new Set([...Object.keys(before), ...Object.keys(after)]);
  return new Set(
    [...codes].filter((code) => JSON.stringify(before[code]) !== JSON.stringify(after[code])),
  );
}
