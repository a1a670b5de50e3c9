import type { Static } from 'typebox';
import type { EnrolledPerson } from '../contract-schemas.ts';
import type { RosterRow } from './queries.ts';

type Person = Static<typeof EnrolledPerson>;

export function serializePerson(
  { placePath: _, ...row }: RosterRow & Pick<Person, 'identifiers'>,
  activated: ReadonlyMap<string, Person['activated']>,
): Person {
  return { ...row, activated: activated.get(row.personId) ?? [] };
}
