import { commonProblems } from '../../../platform/contract.ts';
import { Problem } from '../../../platform/problems.ts';
import { isPublic, type Route, route } from '../../../platform/routes.ts';
import { meOf, setSessionCookie, staffRealm } from '../../people/public.ts';
import { staff } from '../contract.ts';
import { followAdministratorLink } from './administrator-link.ts';
import { followFirstLink } from './first-administrator.ts';

export const linkRoutes: Route[] = [
  route(
    staff.createFirstAdministrator,
    isPublic,
    async ({ platform, app, request, reply, body }) => {
      if (app !== 'console') throw new Problem(commonProblems.bad_request);
      const agent = request.headers['user-agent'] ?? '';
      const { token, ...who } = await followFirstLink(platform, agent, body);
      setSessionCookie(platform, reply, { app, realm: staffRealm }, token);
      return { me: await meOf(platform, { ...who, realm: staffRealm, app, mustFinish: false }) };
    },
  ),
  route(
    staff.setAdministratorPassword,
    isPublic,
    async ({ platform, app, request, reply, body }) => {
      if (app !== 'console') throw new Problem(commonProblems.bad_request);
      const agent = request.headers['user-agent'] ?? '';
      const { token, ...who } = await followAdministratorLink(platform, agent, body);
      setSessionCookie(platform, reply, { app, realm: staffRealm }, token);
      return { me: await meOf(platform, { ...who, realm: staffRealm, app, mustFinish: false }) };
    },
  ),
];
