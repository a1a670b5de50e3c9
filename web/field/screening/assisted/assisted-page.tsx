import { Button } from 'antd-mobile';
import { useState } from 'react';
import { useWords } from '../../../shared/i18n.ts';
import card from '../../../shared/phone/card.module.css';
import { Empty } from '../../../shared/phone/messages.tsx';
import { Page } from '../../../shared/phone/page.tsx';
import { AtSite, type Here } from '../at-site.tsx';
import { CheckForm, type Confirmed } from '../check-form.tsx';
import type { SiteProgramme } from '../data.ts';
import { LastCheck } from '../last-check.tsx';
import styles from '../scan-page.module.css';
import { VerdictView } from '../verdict-view.tsx';
import { words } from '../words.ts';
import { AssistedForm } from './assisted-form.tsx';
import { PrintLink } from './print-link.tsx';
import type { AssistedPerson } from './register.ts';

/** 辅助登记: somebody without a health code is registered by their document, and measured as others are. */
export function AssistedPage() {
  const t = useWords(words);
  return (
    <Page title={t('assisted')}>
      <AtSite>{(here) => <Registering {...here} />}</AtSite>
    </Page>
  );
}

function Registering({ site, programmes }: Here) {
  const t = useWords(words);
  // Whoever is registered takes part in the nearest programme for which one can register.
  const registering = programmes.find(({ documents }) => documents?.length);
  if (!registering) {
    return (
      <Empty title={t('noAssisted')}>
        <p>{t('noAssistedText')}</p>
      </Empty>
    );
  }
  return <RegisteringFor programme={registering} {...{ site, programmes }} />;
}

function RegisteringFor({ site, programmes, programme }: Here & { programme: SiteProgramme }) {
  const t = useWords(words);
  const [person, setPerson] = useState<AssistedPerson | null>(null);
  const [last, setLast] = useState<(Confirmed & { isNew: boolean }) | null>(null);
  /** Another one begins with an empty form. */
  const [turn, setTurn] = useState(0);
  const done = (confirmed: Confirmed) => {
    const isNew = person?.done === 'registered' || person?.done === 'registered_noPhone';
    setLast({ ...confirmed, isNew });
    setPerson(null);
    setTurn(turn + 1);
  };
  return (
    <>
      <div hidden={person !== null}>
        <AssistedForm
          key={turn}
          siteId={site.id}
          kinds={programme.documents}
          onRegistered={setPerson}
        />
      </div>
      {person && (
        <section className={`${card.card} ${styles.person}`} aria-label={t('person')}>
          {person.done && <p role="status">{t(`assisted_${person.done}`)}</p>}
          <VerdictView verdict={person.verdict} by={person.by} />
          <CheckForm
            looked={person}
            site={site}
            programmes={person.by === 'server' ? programmes : [programme]}
            label={t('submit')}
            onDone={done}
            onCancel={() => setPerson(null)}
          />
        </section>
      )}
      {!person && last && <LastCheck confirmed={last} onUndone={() => setLast(null)} />}
      {!person && last?.isNew && typeof last.outcome === 'object' && (
        <PrintLink id={last.outcome.id} />
      )}
      {!person && last && (
        <Button block fill="none" onClick={() => setLast(null)}>
          {t('next')}
        </Button>
      )}
    </>
  );
}
