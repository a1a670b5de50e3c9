import { randomUUID } from 'node:crypto';
import { family } from '../../../modules/family/contract.ts';
import { enrol } from '../cast.ts';
import type { Context } from './context.ts';

/** What the routes of family are tried with; `checker` works at the site. */
export async function addFamily(
  { kit, programme, person, add }: Context,
  checker: { personId: string; site: { id: number } },
) {
  const { personId, realm } = person.person;
  const asker = await enrol(kit, programme);
  const identity = { kind: 'passport' as const, number: 'E12345678' };
  const owner = { owner: personId };
  const request = (askerId: string, otherId: string) => async () => {
    const id = randomUUID();
    await kit.database.pool.query(
      `insert into family_requests (id, realm, asker_id, asker_cares, lookup, name, other_id, asked_at, expires_at)
       values ($1, $2, $3, true, 'none', 'Nobody', $4, $5, $5::timestamptz + '1 day')`,
      [id, realm, askerId, otherId, kit.clock.now()],
    );
    return { params: { id } };
  };
  const asked = request(asker.personId, personId);
  add(family.ask, 'anybody', { body: { identity, name: 'Nobody', iCare: true } });
  add(family.takeBack, owner, request(personId, asker.personId));
  add(family.agree, owner, async () => ({ ...(await asked()), body: {} }));
  add(family.refuse, owner, async () => ({ ...(await asked()), body: { block: false } }));
  add(family.end, owner, async () => {
    const id = randomUUID();
    // Each of another carer: two people have one link.
    await kit.database.pool.query(
      `with carer as (
         insert into persons (id, name, created_at) values ($1, 'Carer', $4) returning id)
       insert into family_links (id, realm, carer_id, ward_id, agreed_at, confirmed)
       select $1, $2, id, $3, $4, 'account' from carer`,
      [id, realm, personId, kit.clock.now()],
    );
    return { params: { id } };
  });
  // Everybody is tried at the same time, so the link stands before.
  const printed = randomUUID();
  await kit.database.pool.query(
    `insert into family_links (id, realm, carer_id, ward_id, agreed_at, confirmed)
     values ($1, $2, $3, $4, $5, 'account')`,
    [printed, realm, personId, asker.personId, kit.clock.now()],
  );
  add(family.printed, owner, { params: { id: printed }, query: { lang: 'en' } });
  const present = { siteId: checker.site.id, identity };
  const atSite = { owner: checker.personId };
  const params = { id: randomUUID() };
  add(family.person, atSite, { body: present });
  add(family.confirm, atSite, { params, body: { ...present, documentEnding: '5678' } });
  add(family.endInPerson, atSite, { params, body: present });
}
