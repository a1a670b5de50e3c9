import { defineJob } from '../../../platform/jobs.ts';
import type { Platform } from '../../../platform/platform.ts';
import { systemScope } from '../../../platform/scope.ts';
import { newsFor } from './news.ts';
import {
  deleteMessagesBefore,
  insertMessages,
  listActiveWebhooks,
  lockWebhook,
  takeDueMessages,
  updateWebhook,
} from './queries.ts';
import { keptFor } from './rules.ts';
import { leaseFrom, sendTaken } from './sending.ts';

/** So many are sent side by side. */
const atOnce = 20;

/** In milliseconds; then news are looked for again, also where many receivers are slow. */
const longestRun = 45_000;

/** Tells other systems of what happened since they were told last, and tries again what they have not taken. */
export const tellOthersJob = defineJob<object>({
  name: 'oversight.tell_others',
  schedule: '* * * * *',
  async handle(platform) {
    const { db, clock, log } = platform;
    for (const id of await listActiveWebhooks(db)) {
      // What is wrong with one address keeps nothing from the others.
      await gather(platform, id).catch((error: Error) =>
        log.error({ webhook: id, error: error.name }, 'the news for an address were not gathered'),
      );
    }
    const end = performance.now() + longestRun;
    while (performance.now() < end && (await sendDue(platform)));
    const old = new Date(clock.now().getTime() - keptFor);
    while ((await deleteMessagesBefore(db, old, 10_000)) === 10_000);
  },
});

/** What is told of and how far stands in one transaction, so that nothing is told twice or never. */
function gather(platform: Platform, id: string): Promise<void> {
  return platform.transaction(null, async (tx) => {
    const webhook = await lockWebhook(tx.db, systemScope(), id);
    if (!webhook || webhook.disabledAt) return;
    const { messages, told } = await newsFor(tx, webhook);
    await insertMessages(tx.db, id, messages, tx.now);
    await updateWebhook(tx.db, id, told);
  });
}

/** Says whether there may be more. */
async function sendDue(platform: Platform): Promise<boolean> {
  const now = platform.clock.now();
  const due = await takeDueMessages(platform.db, { now, lease: leaseFrom(now), limit: atOnce });
  await Promise.all(due.map((message) => sendTaken(platform, message)));
  return due.length > 0;
}
