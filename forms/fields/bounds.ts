import type { Field, FieldType } from '../definition.ts';
import type { Report } from '../problems.ts';
import { find, type Reach } from '../reach.ts';

type Bound = { field: string } | object;

/** Reports bounds that refer to a field which is none of `types`, or to the field itself. */
export function checkBounds(
  { code, min, max }: { code: string; min?: Bound; max?: Bound },
  types: readonly FieldType[],
  path: string,
  reach: Reach,
  report: Report,
): void {
  for (const [key, bound] of Object.entries({ min, max })) {
    if (!bound || !('field' in bound)) continue;
    const place = `${path}.${key}.field`;
    const other: Field | undefined = find(bound.field, place, reach, report);
    if (other && (!types.includes(other.type) || other.code === code)) {
      report(place, 'wrong_reference', { code: other.code });
    }
  }
}
