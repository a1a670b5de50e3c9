import { programmes } from '../../../modules/programmes/contract.ts';
import { type Context, reaches } from './context.ts';

/** What the routes of mended templates are tried with: a programme that was made from none. */
export function addOffers(context: Context): void {
  const { programme, add } = context;
  const { whole } = reaches(context);
  const [form = ''] = programme.forms.keys();
  const params = { id: programme.id };
  const ofForm = { params: { ...params, form } };
  const body = { seen: 'nothing', version: 1, draft: null, decision: 'dismissed' as const };
  const query = { decisionId: 1 };
  add(programmes.formOffers, whole, { params });
  add(programmes.decideFormOffer, whole, { ...ofForm, body });
  add(programmes.reopenFormOffer, whole, { ...ofForm, query });
  add(programmes.settingsOffer, whole, { params });
  add(programmes.decideSettingsOffer, whole, { params, body });
  add(programmes.reopenSettingsOffer, whole, { params, query });
}
