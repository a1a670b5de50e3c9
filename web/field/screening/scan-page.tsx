import { Button } from 'antd-mobile';
import { useState } from 'react';
import { readShown } from '../../../credential/presentation.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import { Page } from '../../shared/phone/page.tsx';
import { problemText } from '../../shared/problems.ts';
import { InView } from '../../shared/scanner/in-view.ts';
import { ScannerView } from '../../shared/scanner/scanner-view.tsx';
import { AtSite, type Here } from './at-site.tsx';
import { CheckForm, type Confirmed } from './check-form.tsx';
import { LastCheck } from './last-check.tsx';
import { useLookUp } from './look-up.ts';
import { PrintedForm } from './printed-form.tsx';
import styles from './scan-page.module.css';
import { mayCheck } from './verdict.ts';
import { VerdictView } from './verdict-view.tsx';
import { ListAge } from './verify/list-age.tsx';
import { words } from './words.ts';

/** 扫一扫: the camera, the person, the temperature, and at once the next person. */
export function ScanPage() {
  const t = useWords(words);
  return (
    <Page title={t('scan')}>
      <AtSite>{(here) => <Scanning {...here} />}</AtSite>
    </Page>
  );
}

function Scanning({ site, programmes }: Here) {
  const t = useWords(words);
  const lang = useLang();
  const { found, printed, problem, byCode, byPrinted, clear } = useLookUp(site.id, programmes);
  const [inView] = useState(() => new InView((text) => readShown(text)?.reference.join() ?? text));
  const [last, setLast] = useState<Confirmed | null>(null);
  const done = (confirmed: Confirmed) => {
    setLast(confirmed);
    inView.settle();
    clear();
  };
  const undone = () => {
    setLast(null);
    inView.forget();
  };
  return (
    <>
      <section className={`${card.card} ${styles.camera}`}>
        <ScannerView
          onText={(text, seenAt) => void byCode(text, seenAt)}
          inView={inView}
          paused={found !== null || printed !== null}
        />
        <ListAge />
      </section>
      {printed !== null && <PrintedForm key={printed} onEnding={byPrinted} onCancel={clear} />}
      {found && (
        <section className={`${card.card} ${styles.person}`} aria-label={t('person')}>
          <VerdictView verdict={found.verdict} by={found.by} />
          {mayCheck(found.verdict) ? (
            <CheckForm looked={found} {...{ site, programmes }} onDone={done} onCancel={clear} />
          ) : (
            <Button block size="large" color="primary" onClick={clear}>
              {t('next')}
            </Button>
          )}
        </section>
      )}
      {problem && (
        <p className={card.card} role="alert">
          {problemText(problem, lang)}
        </p>
      )}
      {!found && printed === null && last && <LastCheck confirmed={last} onUndone={undone} />}
    </>
  );
}
