import { type Route, route } from '../../../platform/routes.ts';
import { programmes } from '../contract.ts';
import { ownProgramme } from '../programme/resolve-programme.ts';
import { dropSettings, proposeSettings, saveSettings, withdrawProposal } from './actions.ts';
import { countWaiting, publishSettings } from './publish.ts';
import { settingsFor } from './reads.ts';

const done = { ok: true } as const;

/** Settings are of a programme as a whole. */
export const settingsRoutes: Route[] = [
  route(programmes.settings, 'programme.change_rules', async (call) => {
    const { platform, actor, scope, params } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    return settingsFor(platform, { actor, scope, programme });
  }),
  route(programmes.saveSettings, 'programme.change_rules', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    return saveSettings(platform, { actor, scope, programme }, body);
  }),
  route(programmes.deleteSettings, 'programme.change_rules', async (call) => {
    const { platform, actor, scope, params, query } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    await dropSettings(platform, { actor, scope, programme }, query);
    return done;
  }),
  route(programmes.proposeSettings, 'programme.change_rules', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    await proposeSettings(platform, { actor, scope, programme }, body);
    return done;
  }),
  route(programmes.settingsCount, 'programme.change_rules', async (call) => {
    const { platform, actor, scope, params } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    return { waiting: await countWaiting(platform, { actor, scope, programme }) };
  }),
  route(programmes.withdrawSettings, 'programme.change_rules', async (call) => {
    const { platform, actor, scope, params } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    await withdrawProposal(platform, { actor, scope, programme });
    return done;
  }),
  route(programmes.publishSettings, 'programme.change_rules', async (call) => {
    const { platform, actor, scope, params, body } = call;
    const programme = await ownProgramme(platform, scope, params.id);
    return publishSettings(platform, { actor, scope, programme }, body);
  }),
];
