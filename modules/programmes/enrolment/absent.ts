import { type SqlBool, sql } from 'kysely';

/**
 * Those of `e` who take part in a unit that an import named, and whom it did not name themselves. A file of one
 * unit says nothing of the people of others.
 */
export const isAbsentFrom = (importId: string) => sql<SqlBool>`e.withdrawn_on is null
  and e.place_id in (select place_id from roster_import_places where import_id = ${importId})
  and not exists (select from roster_import_rows r
    where r.import_id = ${importId} and r.enrolment_id = e.id)`;
