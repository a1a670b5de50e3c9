import { type Route, route } from '../../../platform/routes.ts';
import { oversight } from '../contract.ts';
import { boundariesBelow } from './boundaries.ts';
import { viewOf } from './figures.ts';
import { readOnce, watch } from './live.ts';

export const overviewRoutes: Route[] = [
  route(oversight.overview, 'overview.read', ({ platform, actor, scope, query }) =>
    readOnce(platform, actor.personId, () => viewOf(platform, scope, query)),
  ),
  route(oversight.watchOverview, 'overview.read', async (call) => {
    const { platform, actor, scope, query, request, reply } = call;
    const view = await viewOf(platform, scope, query);
    const { server } = request.server;
    const { personId } = actor;
    const stream = await watch(platform, view, { personId, isServing: () => server.listening });
    // A proxy that gathers answers would hold events back.
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream);
  }),
  route(oversight.boundaries, 'overview.read', async ({ platform, params, reply }) =>
    reply
      .type('application/geo+json')
      .send(await boundariesBelow(platform.boundariesFolder, params.code)),
  ),
];
