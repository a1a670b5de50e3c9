import { programmes } from '../../../modules/programmes/contract.ts';
import { type Context, reaches } from './context.ts';

/** What the routes of forms are tried with. */
export async function addForms(context: Context) {
  const { kit, cast, programme, add } = context;
  const { whole, part, unit } = reaches(context);
  const { id } = programme;
  const ada = await kit.as(cast.ada);
  const [form = ''] = programme.forms.keys();
  const ofForm = { params: { id, form } };
  const title = { zh: '样表', en: 'Sample' };
  let last = 0;
  const begin = () => ({ params: { id }, body: { form: `sample-${++last}`, title } });
  const started = async () => {
    const { rows } = await kit.database.pool.query<{ id: number }>(
      `insert into form_drafts (programme_id, form, content, created_by, created_at, changed_by,
         changed_at) values ($1, $2, $3, $4, $5, $4, $5) returning id`,
      [id, `sample-${++last}`, JSON.stringify(content), cast.ada.personId, kit.clock.now()],
    );
    return { params: { id, draftId: rows[0]?.id ?? 0 } };
  };
  const { content } = await ada.get(programmes.formVersion, {
    params: { ...ofForm.params, version: 1 },
  });
  const whichOne = await started();
  add(programmes.forms, part, { params: { id } });
  add(programmes.formVersions, part, ofForm);
  add(programmes.formVersion, part, { params: { ...ofForm.params, version: 1 } });
  const version = { params: { ...ofForm.params, version: 1 } };
  add(programmes.formFile, part, { ...version, query: { format: 'json' } });
  const file = { name: 'form.json', mime: 'application/json', data: Buffer.from('{}') };
  add(programmes.readFormFile, whole, { params: { id }, file });
  add(programmes.startFormDraft, whole, async () => begin());
  add(programmes.formDraft, whole, whichOne);
  add(programmes.saveFormDraft, whole, { ...whichOne, body: { revision: 999, content } });
  add(programmes.deleteFormDraft, whole, started);
  const blind = { revision: 999, comparedWith: null };
  add(programmes.publishFormDraft, whole, { ...whichOne, body: blind });
  add(programmes.retireForm, whole, { ...ofForm, body: { retired: false } });
  add(programmes.formPlacements, part, { params: { id } });
  const placement = { placeId: cast.places.north.id, purpose: 'check' as const, form: null };
  add(programmes.placeForm, unit, { params: { id }, body: placement });
}
