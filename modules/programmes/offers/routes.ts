import type { ProgrammeTemplate } from '../../../forms/programme.ts';
import { type Route, route } from '../../../platform/routes.ts';
import { programmes } from '../contract.ts';
import { ownProgramme } from '../programme/resolve-programme.ts';
import { decideFormOffer, decideSettingsOffer, reopenOffer } from './actions.ts';
import { formOffersFor, settingsOfferFor } from './reads.ts';
import { partOfForm } from './rules.ts';

const done = { ok: true } as const;

/** What is offered goes to those who may change forms, and to those who may change rules. */
export function offerRoutes(templates: readonly ProgrammeTemplate[]): Route[] {
  return [
    route(programmes.formOffers, 'form.change', async (call) => {
      const { platform, actor, scope, params } = call;
      const programme = await ownProgramme(platform, scope, params.id);
      return formOffersFor(platform, templates, { actor, scope, programme });
    }),
    route(programmes.decideFormOffer, 'form.change', async (call) => {
      const { platform, actor, scope, params, body } = call;
      const programme = await ownProgramme(platform, scope, params.id);
      const deciding = { actor, scope, programme, templates };
      return decideFormOffer(platform, deciding, params.form, body);
    }),
    route(programmes.reopenFormOffer, 'form.change', async (call) => {
      const { platform, actor, scope, params, query } = call;
      const programme = await ownProgramme(platform, scope, params.id);
      const part = partOfForm(params.form);
      await reopenOffer(platform, { actor, scope, programme }, part, query.decisionId);
      return done;
    }),
    route(programmes.settingsOffer, 'programme.change_rules', async (call) => {
      const { platform, actor, scope, params } = call;
      const programme = await ownProgramme(platform, scope, params.id);
      return settingsOfferFor(platform, templates, { actor, scope, programme });
    }),
    route(programmes.decideSettingsOffer, 'programme.change_rules', async (call) => {
      const { platform, actor, scope, params, body } = call;
      const programme = await ownProgramme(platform, scope, params.id);
      return decideSettingsOffer(platform, { actor, scope, programme, templates }, body);
    }),
    route(programmes.reopenSettingsOffer, 'programme.change_rules', async (call) => {
      const { platform, actor, scope, params, query } = call;
      const programme = await ownProgramme(platform, scope, params.id);
      await reopenOffer(platform, { actor, scope, programme }, 'settings', query.decisionId);
      return done;
    }),
  ];
}
