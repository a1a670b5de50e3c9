import { type Route, route } from '../../../platform/routes.ts';
import { oversight } from '../contract.ts';
import { closeUnusualReading, setReadingLimits, unusualCount, unusualReading } from './actions.ts';
import { findLimits } from './queries.ts';

const done = { ok: true } as const;

export const unusualRoutes: Route[] = [
  route(oversight.unusual, 'audit.read', ({ platform, actor, scope, query }) =>
    unusualReading(platform, actor, scope, query),
  ),
  route(oversight.unusualCount, 'audit.read', ({ platform, scope }) =>
    unusualCount(platform, scope),
  ),
  route(oversight.closeUnusual, 'audit.read', async (call) => {
    const { platform, actor, scope, params, body } = call;
    await closeUnusualReading(platform, actor, scope, { ...params, ...body });
    return done;
  }),
  route(oversight.readingLimits, 'audit.read', ({ platform }) => findLimits(platform.db)),
  route(oversight.setReadingLimits, 'audit.limit', async ({ platform, actor, scope, body }) => {
    await setReadingLimits(platform, actor, scope, body);
    return done;
  }),
];
