import { hashKey } from '@tanstack/react-query';

/** Codes of the fields that two sets of values say differently. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Set<string> {
  const codes = new Set([...Object.keys(before), ...Object.keys(after)]);
  // The database gives the fields of a row in an order of its own, which the hash does not mind.
  return new Set([...codes].filter((code) => hashKey([before[code]]) !== hashKey([after[code]])));
}
