import { createHash } from 'node:crypto';
import { openSession } from '../../modules/people/public.ts';
import { handClock } from '../../platform/clock.ts';
import type { App } from '../../platform/contract.ts';
import { buildHttp } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Browser, browserOf } from '../browser.ts';
import { compose, type Parts } from '../compose.ts';
import { modules } from '../modules.ts';

/** What lets invented people live through past days: requests go the way of real ones, under a clock set by hand. */
export type Past = {
  clock: ReturnType<typeof handClock>;
  platform: Platform;
  server: Awaited<ReturnType<typeof buildHttp>>;
};

/** Opens a past on a demo's own database, and closes it when `live` has ended. */
export async function inThePast(parts: Parts, live: (past: Past) => Promise<void>): Promise<void> {
  const clock = handClock(parts.clock.now());
  // Their browsers are on this machine, without TLS.
  const platform = compose({ ...parts, clock, publicUrl: 'http://localhost' });
  const server = await buildHttp({
    platform,
    routes: modules.flatMap(({ routes }) => routes),
    // A machine that is busy with other things takes longer, and leaves nothing out.
    busyAfter: 0,
  });
  try {
    await live({ clock, platform, server });
  } finally {
    await server.close();
  }
}

/** Signs somebody in without a password. */
export async function signIn(
  { platform, server }: Past,
  personId: string,
  realm: string,
  app: App,
): Promise<Browser> {
  const { token } = await openSession(platform, { personId, realm, app });
  return browserOf(server, { realm, app }, token);
}

/** The same for the same event: a start that was killed does not have it happen twice. */
export function idOf(...event: (string | number)[]): string {
  const hex = createHash('sha256').update(event.join(' ')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
