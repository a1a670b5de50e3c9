import {
  alsoForWards,
  isPublic,
  type Route,
  route,
  signedIn,
  unverifiedSession,
} from '../../../platform/routes.ts';
import { codes } from '../contract.ts';
import { registerPhone } from '../phones/actions.ts';
import { revocationsSince } from '../revocations/actions.ts';
import { publicKeys } from '../signing-keys/actions.ts';
import { ownCredential, recall } from './actions.ts';
import { requireHolder } from './holder.ts';
import { knownCredential } from './known.ts';

export const credentialRoutes: Route[] = [
  route(codes.publicKeys, isPublic, async ({ platform }) => ({ keys: await publicKeys(platform) })),
  route(
    codes.ownCredential,
    alsoForWards(unverifiedSession('portal')),
    async ({ platform, session, body }) => {
      const known = await knownCredential(platform, session, body);
      if (known) return known;
      const { actor, self } = await session.verify();
      return ownCredential(platform, actor, self, body);
    },
  ),
  route(
    codes.registerPhone,
    alsoForWards(signedIn('portal')),
    async ({ platform, actor, self, body, request }) => {
      const holder = await requireHolder(platform, self);
      await registerPhone(platform, actor, holder, self, body, request.ip);
      return { ok: true as const };
    },
  ),
  route(codes.revocations, signedIn('field'), async ({ platform, query, reply }) =>
    reply.type('application/cose').send(await revocationsSince(platform, query.after)),
  ),
  route(codes.recall, 'code.recall', ({ platform, actor, scope, body }) =>
    recall(platform, actor, scope, body),
  ),
];
