import type { Static } from 'typebox';
import type { EnrolledPerson } from '../contract-schemas.ts';
import type { RosterRow } from './queries-roster.ts';

type Person = Static<typeof EnrolledPerson>;

export function serializePerson(
  row: RosterRow & Pick<Person, 'identifiers'>,
  activated: ReadonlyMap<string, Person['activated']>,
): Person {
  const { placePath: _, placeCode: __, nameOrder: ___, knownBy: ____, ...shown } = row;
  return { ...shown, activated: activated.get(row.personId) ?? [] };
}
