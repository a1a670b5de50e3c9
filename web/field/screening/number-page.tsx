import { Button } from 'antd-mobile';
import { useState } from 'react';
import { screening } from '../../../modules/screening/contract.ts';
import { asProblem, call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import { DocumentEntry, noDocument } from '../../shared/phone/document-entry.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { fieldText, problemText } from '../../shared/problems.ts';
import { play } from '../../shared/scanner/sound.ts';
import { serverNow } from '../../shared/server-time.ts';
import { AtSite, type Here } from './at-site.tsx';
import { CheckForm, type Confirmed } from './check-form.tsx';
import { LastCheck } from './last-check.tsx';
import type { LookedUp } from './look-up.ts';
import styles from './scan-page.module.css';
import { soundOf, verdictOfServer } from './verdict.ts';
import { VerdictView } from './verdict-view.tsx';
import { words } from './words.ts';

/** For people without a phone: found by the number of their document, which they show. Needs a network. */
export function NumberPage() {
  const t = useWords(words);
  return (
    <Page title={t('number')}>
      <AtSite>{(here) => <ByNumber {...here} />}</AtSite>
    </Page>
  );
}

function ByNumber({ site, programmes }: Here) {
  const t = useWords(words);
  const [looked, setLooked] = useState<LookedUp | null>(null);
  const [last, setLast] = useState<Confirmed | null>(null);
  const done = (confirmed: Confirmed) => {
    setLast(confirmed);
    setLooked(null);
  };
  return (
    <>
      {!looked && <NumberForm siteId={site.id} onFound={setLooked} />}
      {looked && (
        <section className={`${card.card} ${styles.person}`} aria-label={t('person')}>
          <VerdictView verdict={looked.verdict} by="server" />
          <p>{t('compare')}</p>
          <CheckForm
            {...{ looked, site, programmes }}
            onDone={done}
            onCancel={() => setLooked(null)}
          />
        </section>
      )}
      {!looked && last && <LastCheck confirmed={last} onUndone={() => setLast(null)} />}
    </>
  );
}

type NumberFormProps = { siteId: number; onFound: (looked: LookedUp) => void };

function NumberForm({ siteId, onFound }: NumberFormProps) {
  const t = useWords(words);
  const lang = useLang();
  const [typed, setTyped] = useState(noDocument);
  const [mistake, setMistake] = useState<string>();
  const [busy, setBusy] = useState(false);
  const find = async () => {
    if (typed.number.trim() === '') return setMistake(t('numberNeeded'));
    setBusy(true);
    setMistake(undefined);
    const way = { identity: typed };
    try {
      const person = await call(screening.look, { body: { siteId, way } });
      const verdict = verdictOfServer(person);
      play(soundOf(verdict));
      onFound({ way, at: new Date(serverNow()).toISOString(), verdict, by: 'server' });
    } catch (error) {
      const problem = asProblem(error);
      const [field] = problem.fields;
      setMistake(field ? fieldText(field, lang) : problemText(problem, lang));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={`${card.card} ${styles.person}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void find();
      }}
    >
      <p>{t('numberIntro')}</p>
      <DocumentEntry value={typed} onChange={setTyped} error={mistake} />
      <Button block size="large" color="primary" type="submit" loading={busy} disabled={busy}>
        {t('find')}
      </Button>
    </form>
  );
}
