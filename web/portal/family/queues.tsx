import { useEffect, useState } from 'react';
import { wardLinkOf } from '../../shared/account.ts';
import { useWords } from '../../shared/i18n.ts';
import { watchOutboxesOfWards } from '../../shared/offline/outbox.ts';
import { OutboxProvider, useOutbox } from '../../shared/participant/outbox-provider.tsx';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import list from '../../shared/phone/list.module.css';
import { wardHome } from '../shell/ward.ts';
import { wardWords } from '../shell/ward-words.ts';

/** What was filled in for wards without a network is sent from one's own pages as well, each under its ward. */
export function QueuesOfWards() {
  const { account } = useParticipant();
  const [accounts, setAccounts] = useState<string[]>([]);
  useEffect(
    () =>
      watchOutboxesOfWards(account, (entries) => {
        const unsent = entries.filter(({ settledAt }) => settledAt === undefined);
        setAccounts([...new Set(unsent.map((each) => each.account))]);
      }),
    [account],
  );
  return accounts.map((each) => (
    <OutboxProvider key={each} account={each}>
      <Queue wardLink={wardLinkOf(each) ?? ''} />
    </OutboxProvider>
  ));
}

function Queue({ wardLink }: { wardLink: string }) {
  const t = useWords(wardWords);
  const { code } = usePublicProgramme();
  const { entries } = useOutbox();
  const unsent = entries.filter(({ settledAt }) => settledAt === undefined);
  if (unsent.length === 0) return null;
  return (
    <nav className={list.list}>
      <a className={list.item} href={wardHome(code, wardLink)}>
        <span className={list.text}>{t('queued', { count: unsent.length })}</span>
        <span className={list.go}>{t('queuedGo')}</span>
      </a>
    </nav>
  );
}
