import type { Static } from 'typebox';
import type { EnrolledPerson } from '../contract.ts';
import type { RosterRow } from './queries.ts';

export function serializePerson(
  { placePath: _, ...row }: RosterRow,
  activated: ReadonlyMap<string, string[]>,
): Static<typeof EnrolledPerson> {
  return { ...row, activated: activated.get(row.personId) ?? [] };
}
