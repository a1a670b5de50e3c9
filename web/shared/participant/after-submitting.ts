import { useQuery } from '@tanstack/react-query';
import type { Day } from '../../../forms/definition.ts';
import { formatDay } from '../format.ts';
import { useLang, useWords } from '../i18n.ts';
import type { Finished } from './editor.ts';
import { movesDays } from './effect.ts';
import type { PublishedForm } from './forms.ts';
import { missedOf } from './queries.ts';
import { reportsWords } from './reports-words.ts';
import { useParticipant } from './session.ts';

/** What a person is told once a report was sent or stored, and the missed day that may come next. */
export function useAfterSubmitting(form: PublishedForm, result: Finished) {
  const { account, mine } = useParticipant();
  const t = useWords(reportsWords);
  const lang = useLang();
  const isDaily = form.policy.slots === 'daily';
  const isSent = result.kind === 'sent';
  const missed = useQuery({
    ...missedOf(account),
    enabled: isSent && isDaily && form.policy.backfill,
  });
  const next: Day | undefined = missed.data?.canBackfill ? missed.data.days[0] : undefined;
  const day = formatDay(isSent ? result.receipt.day : result.day, lang, 'short');
  const queued = isDaily ? t('queuedText', { day }) : t('queuedPlain');
  const message = !isSent
    ? // What it does to the days due could not be told before.
      [queued, ...(movesDays(mine, form) ? [t('queuedMoves')] : [])].join(' ')
    : result.receipt.incomplete
      ? t('sentIncomplete')
      : isDaily
        ? t('sentText', { day })
        : t('sentPlain');
  return { title: t(isSent ? 'sentTitle' : 'queuedTitle'), message, next, isSent };
}
