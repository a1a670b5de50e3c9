import { programmes } from '../../../modules/programmes/contract.ts';
import { type Context, reaches } from './context.ts';

/** What the routes of a programme's settings and publications are tried with. */
export async function addSettings(context: Context) {
  const { kit, cast, programme, add } = context;
  const { whole } = reaches(context);
  const { id } = programme;
  const params = { id };
  const ada = await kit.as(cast.ada);
  const { inForce } = await ada.get(programmes.settings, { params });
  /** A draft that says what is in force, so that nothing of it is published. */
  const begun = async () => {
    const { rows } = await kit.database.pool.query<{ id: number }>(
      `insert into programme_drafts (programme_id, based_on, content, created_by, created_at,
         changed_by, changed_at)
       select id, version, $2, $3, $4, $3, $4 from programmes where id = $1
       on conflict (programme_id) do update set revision = 1 returning id`,
      [id, JSON.stringify(inForce), cast.ada.personId, kit.clock.now()],
    );
    return Number(rows[0]?.id);
  };
  const named = async () => ({ draftId: await begun(), revision: 1, comparedWith: 1 });
  add(programmes.settings, whole, { params });
  add(programmes.saveSettings, whole, async () => ({
    params,
    body: { draft: { id: await begun(), revision: 1 }, basedOn: 1, content: inForce },
  }));
  add(programmes.deleteSettings, whole, async () => ({
    params,
    query: { draftId: await begun(), revision: 1 },
  }));
  add(programmes.proposeSettings, whole, async () => ({ params, body: await named() }));
  add(programmes.settingsCount, whole, { params });
  add(programmes.withdrawSettings, whole, { params });
  add(programmes.publishSettings, whole, async () => ({ params, body: await named() }));
  add(programmes.publications, whole, { params });
  add(programmes.resumePublication, whole, { params: { id, publicationId: 1 } });
}
