import { identityOf } from '../../../forms/programme-identity.ts';
import { type Route, route } from '../../../platform/routes.ts';
import { programmes } from '../contract.ts';
import { ownProgramme } from '../programme/resolve-programme.ts';
import { changeIdentity } from './actions.ts';
import { baseOf, contentOf, daysOf } from './rules.ts';
import { serializeFrame } from './serializers.ts';

export const identityRoutes: Route[] = [
  route(programmes.identity, 'programme.change', async ({ platform, scope, params }) => {
    const programme = await ownProgramme(platform, scope, params.id);
    const content = contentOf(programme);
    const { needs } = baseOf(content);
    return {
      version: programme.version,
      identity: identityOf(content),
      ...daysOf(content),
      ...serializeFrame(content, needs),
    };
  }),

  route(
    programmes.changeIdentity,
    'programme.change',
    async ({ platform, actor, scope, params, body }) => {
      const programme = await ownProgramme(platform, scope, params.id);
      return { version: await changeIdentity(platform, actor, programme, body) };
    },
  ),
];
