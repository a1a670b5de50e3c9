import { participantApps } from '../../forms/programme.ts';
import { type Route, route, signedIn } from '../../platform/routes.ts';
import { family } from './contract.ts';
import { confirmInPerson, endInPerson, personPresent } from './in-person/actions.ts';
import { agree, ask, end, refuse, takeBack } from './links/actions.ts';
import { printForWard } from './links/printed.ts';
import { mineOf } from './links/reads.ts';

const participant = signedIn(...participantApps);
/** What a scanner may do is told by the assignment to a site, which each action asks for. */
const scanner = signedIn('field');
const done = { ok: true } as const;

export const familyRoutes: Route[] = [
  route(family.mine, participant, ({ platform, self }) => mineOf(platform, self)),
  route(family.ask, participant, async ({ platform, actor, self, body }) => {
    await ask(platform, actor, self, body);
    return done;
  }),
  route(family.takeBack, participant, async ({ platform, actor, self, params }) => {
    await takeBack(platform, actor, self, params.id);
    return done;
  }),
  route(family.agree, participant, async ({ platform, actor, self, params }) => {
    await agree(platform, actor, self, params.id);
    return done;
  }),
  route(family.refuse, participant, async ({ platform, actor, self, params, body }) => {
    await refuse(platform, actor, self, { ...params, ...body });
    return done;
  }),
  route(family.end, participant, async ({ platform, actor, self, params }) => {
    await end(platform, actor, self, params.id);
    return done;
  }),
  route(family.printed, participant, async ({ platform, actor, self, params, query, reply }) => {
    const { name, file } = await printForWard(platform, actor, self, { ...params, ...query });
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(file);
  }),
  route(family.person, scanner, ({ platform, actor, body }) =>
    personPresent(platform, actor, body),
  ),
  route(family.confirm, scanner, async ({ platform, actor, params, body }) => {
    await confirmInPerson(platform, actor, params.id, body);
    return done;
  }),
  route(family.endInPerson, scanner, async ({ platform, actor, params, body }) => {
    await endInPerson(platform, actor, params.id, body);
    return done;
  }),
];
