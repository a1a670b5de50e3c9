import { Button } from 'antd-mobile';
import { useState } from 'react';
import { useLang, useWords } from '../../../shared/i18n.ts';
import card from '../../../shared/phone/card.module.css';
import { Empty, Failure, Waiting } from '../../../shared/phone/messages.tsx';
import { Page } from '../../../shared/phone/page.tsx';
import { CheckForm, type Confirmed } from '../check-form.tsx';
import { lowestHigh, useCurrentSite, useSiteProgrammes } from '../data.ts';
import { LastCheck } from '../last-check.tsx';
import styles from '../scan-page.module.css';
import { VerdictView } from '../verdict-view.tsx';
import { words } from '../words.ts';
import { AssistedForm } from './assisted-form.tsx';
import type { AssistedPerson } from './register.ts';

/** 辅助登记: somebody without a health code is registered by their document, and measured as others are. */
export function AssistedPage() {
  const t = useWords(words);
  const sites = useCurrentSite();
  const { site } = sites;
  const programmes = useSiteProgrammes(site?.id);
  const kinds = programmes.data?.programmes.find(({ documents }) => documents?.length)?.documents;
  return (
    <Page title={t('assisted')}>
      {sites.isPending && <Waiting />}
      {sites.isError && <Failure error={sites.error} retry={() => void sites.refetch()} />}
      {sites.data && !site && (
        <Empty title={t('noSite')}>
          <p>{t('noSiteText')}</p>
        </Empty>
      )}
      {site && programmes.isPending && <Waiting />}
      {site && programmes.isError && !programmes.data && (
        <Failure error={programmes.error} retry={() => void programmes.refetch()} />
      )}
      {programmes.data && !kinds && (
        <Empty title={t('noAssisted')}>
          <p>{t('noAssistedText')}</p>
        </Empty>
      )}
      {site && kinds && (
        <Registering
          key={site.id}
          {...{ site, kinds }}
          highFrom={lowestHigh(programmes.data?.programmes)}
        />
      )}
    </Page>
  );
}

type RegisteringProps = {
  site: { id: number; nameZh: string; nameEn: string };
  kinds: Parameters<typeof AssistedForm>[0]['kinds'];
  highFrom: number | null;
};

function Registering({ site, kinds, highFrom }: RegisteringProps) {
  const t = useWords(words);
  const lang = useLang();
  const [person, setPerson] = useState<AssistedPerson | null>(null);
  const [last, setLast] = useState<Confirmed | null>(null);
  /** Another one begins with an empty form. */
  const [turn, setTurn] = useState(0);
  const done = (confirmed: Confirmed) => {
    setLast(confirmed);
    setPerson(null);
    setTurn(turn + 1);
  };
  return (
    <>
      <div hidden={person !== null}>
        <AssistedForm key={turn} siteId={site.id} kinds={kinds} onRegistered={setPerson} />
      </div>
      {person && (
        <section className={`${card.card} ${styles.person}`} aria-label={t('person')}>
          {person.done && <p role="status">{t(`assisted_${person.done}`)}</p>}
          <VerdictView verdict={person.verdict} by={person.by} />
          <CheckForm
            looked={person}
            site={{ id: site.id, name: lang === 'zh' ? site.nameZh : site.nameEn }}
            label={t('submit')}
            highFrom={highFrom}
            onDone={done}
            onCancel={() => setPerson(null)}
          />
        </section>
      )}
      {!person && last && <LastCheck confirmed={last} onUndone={() => setLast(null)} />}
      {!person && last && (
        <Button block fill="none" onClick={() => setLast(null)}>
          {t('next')}
        </Button>
      )}
    </>
  );
}
