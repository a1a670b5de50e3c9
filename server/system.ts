import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasAdministrator } from '../modules/staff/public.ts';
import type { Platform } from '../platform/platform.ts';
import { isPublic, type Route, route } from '../platform/routes.ts';
import { demo, system } from '../platform/system.ts';
import { demoPeople } from './demo/directory.ts';

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'),
) as { version: string };

export const systemRoutes: Route[] = [
  route(system.info, isPublic, async ({ platform }) => ({
    demo: platform.demo,
    empty: !(await hasAdministrator(platform.db)),
    now: platform.clock.now().toISOString(),
    publicUrl: platform.publicUrl,
    version,
    sms: platform.transports.sms !== null,
  })),
];

/** Only mounted in a demo. */
export function demoRoutes(platform: Platform): Route[] {
  if (!platform.demo) return [];
  return [
    route(demo.people, isPublic, () => demoPeople(platform)),
    route(demo.outbox, isPublic, async () =>
      (platform.transports.outbox?.items() ?? []).map((item) => ({
        ...item,
        at: item.at.toISOString(),
      })),
    ),
  ];
}
