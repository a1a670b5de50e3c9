import { handClock } from '../../platform/clock.ts';
import { buildHttp } from '../../platform/http.ts';
import type { Platform } from '../../platform/platform.ts';
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
