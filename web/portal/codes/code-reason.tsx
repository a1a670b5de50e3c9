import { Button } from 'antd-mobile';
import { wardLinkOf } from '../../shared/account.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { LedgerList } from '../../shared/codes/ledger-list.tsx';
import { type CurrentCode, useReasonWords } from '../../shared/codes/reason.ts';
import { useWords } from '../../shared/i18n.ts';
import { useCode, useLedger } from '../../shared/participant/code.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import textStyles from '../../shared/text.module.css';
import { Appeals } from './appeal.tsx';
import styles from './code-reason.module.css';
import { reasonWords } from './reason-words.ts';

/** Why one's code has its colour, what to do, how it ends, and every change that there was. */
export function CodeReason() {
  const code = useCode();
  const isOwn = wardLinkOf(useParticipant().account) === null;
  if (code.error && !code.data) {
    return <Failure error={code.error} retry={() => void code.refetch()} />;
  }
  if (code.data === undefined) return <Waiting blocks={2} />;
  if (code.data === null) return null;
  return (
    <>
      <Reason code={code.data} />
      {isOwn && <Appeals />}
      <Ledger />
    </>
  );
}

function Reason({ code }: { code: CurrentCode }) {
  const { zone } = usePublicProgramme();
  const t = useWords(reasonWords);
  const { t: c, text, time, origin, ending } = useReasonWords(zone);
  const { colour, label, advice, since, reason, reportedAt, staleAt } = code;
  return (
    <section className={`${cardStyles.card} ${styles.reason}`} aria-label={t('reason')}>
      <h2 className={styles.head}>
        <CodeMark colour={colour} /> <span>{text(label)}</span>
      </h2>
      <p className={styles.advice}>{text(advice)}</p>
      <ul className={styles.facts}>
        {since && <li>{c('since', { time: time(since) })}</li>}
        {reason && <li>{origin(reason)}</li>}
        {reason?.note && <li className={styles.note}>{c('note', { note: reason.note })}</li>}
        {reason?.evidence && (
          <li className={styles.note}>{c('evidence', { evidence: reason.evidence })}</li>
        )}
        {reason && <li>{ending(reason).join(' ')}</li>}
        <li>{reportedAt ? c('reportedAt', { time: time(reportedAt) }) : c('neverReported')}</li>
        {!reason && colour === 'green' && staleAt && (
          <li className={textStyles.soft}>{c('greyFrom', { time: time(staleAt) })}</li>
        )}
      </ul>
    </section>
  );
}

function Ledger() {
  const { zone } = usePublicProgramme();
  const t = useWords(reasonWords);
  const { t: c } = useReasonWords(zone);
  const { ledger, entries, forgotten } = useLedger();
  return (
    <section className={cardStyles.card}>
      <h2>{t('ledger')}</h2>
      <p className={`${textStyles.soft} ${styles.intro}`}>{t('ledgerText')}</p>
      {ledger.error && !ledger.data && (
        <Failure error={ledger.error} retry={() => void ledger.refetch()} />
      )}
      {ledger.isPending && <Waiting blocks={1} />}
      {ledger.data && entries.length === 0 && (
        <Empty title={c('emptyLedger')}>
          <p>{c('emptyLedgerText')}</p>
        </Empty>
      )}
      <LedgerList entries={entries} zone={zone} />
      {forgotten > 0 && <p className={textStyles.soft}>{c('forgotten', { count: forgotten })}</p>}
      {ledger.hasNextPage && (
        <div className={buttonsStyles.below}>
          <Button fill="outline" color="primary" onClick={() => void ledger.fetchNextPage()}>
            {c('more')}
          </Button>
        </div>
      )}
    </section>
  );
}
