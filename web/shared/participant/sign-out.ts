import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { accountOf } from '../account.ts';
import { useWords } from '../i18n.ts';
import { countDrafts, dropDrafts } from '../offline/drafts.ts';
import { clearOutbox, countUnsent } from '../offline/outbox.ts';
import { stopAsking, wouldLoseOnLeaving } from './leaving.ts';
import { peopleWords } from './people-words.ts';
import { type Me, signOut } from './session.ts';

/** Signs out; `clear` throws away, too, what the person typed on this device and has not sent. */
export async function leave(queries: QueryClient, me: Me, clear: boolean): Promise<void> {
  await signOut(queries, me);
  stopAsking();
  if (!clear) return;
  const account = accountOf(me);
  await dropDrafts(account);
  await clearOutbox(account);
}

/** Signing out, and what is to be asked before it. */
export function useSigningOut(me: Me) {
  const queries = useQueryClient();
  const t = useWords(peopleWords);
  return {
    /** Says what of the person's would be lost, or stay on this device; nothing where there is nothing. */
    findUnsent: async (): Promise<string[]> => {
      const account = accountOf(me);
      const wouldLose = await wouldLoseOnLeaving();
      const unsent = await countUnsent(account);
      const drafts = await countDrafts(account);
      return [
        ...(wouldLose ? [t('signOutOpen')] : []),
        ...(unsent > 0 ? [t('signOutQueue', { count: unsent })] : []),
        ...(drafts > 0 ? [t('signOutDrafts', { count: drafts })] : []),
      ];
    },
    leave: (clear: boolean) => leave(queries, me, clear),
  };
}
