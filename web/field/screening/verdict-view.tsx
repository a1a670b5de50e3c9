import { CloseCircleOutline, ExclamationTriangleOutline } from 'antd-mobile-icons';
import { readingProblems } from '../../../credential/problems.ts';
import { inBrackets } from '../../../forms/joiners.ts';
import { CodeBanner } from '../../shared/codes/code-mark.tsx';
import { formatAge, formatInstant } from '../../shared/format.ts';
import { type Lang, useLang, useText, useWords } from '../../shared/i18n.ts';
import { Pair } from '../../shared/phone/pair.tsx';
import pairs from '../../shared/phone/pairs.module.css';
import { serverNow } from '../../shared/server-time.ts';
import type { RefusedCode, Verdict } from './verdict.ts';
import styles from './verdict-view.module.css';
import { words } from './words.ts';

/** What is shown for a code. What is not accepted looks like no colour at all: black, with a word and a cross. */
export function VerdictView({ verdict, by }: { verdict: Verdict; by: 'phone' | 'server' }) {
  const t = useWords(words);
  const text = useText();
  if (verdict.kind === 'refused') return <Refused problem={verdict.problem} />;
  if (verdict.kind === 'unconfirmed') {
    return (
      <>
        <div className={`${styles.banner} ${styles.unconfirmed}`} role="alert">
          <ExclamationTriangleOutline aria-hidden="true" className={styles.symbol} />
          <span className={styles.words}>
            <strong>{t('unconfirmed')}</strong>
            <span>{t(`unconfirmed_${verdict.why}`)}</span>
          </span>
        </div>
        {verdict.maskedName && <Person name={verdict.maskedName} />}
      </>
    );
  }
  const { colour, person, maskedName } = verdict;
  const why = person?.reason ? text(person.reason) : '';
  return (
    <>
      <CodeBanner colour={colour} label={why || t(by === 'server' ? 'byServer' : 'byPhone')} />
      <Person
        name={maskedName}
        document={person?.document ?? null}
        reportedAt={person ? person.reportedAt : undefined}
      />
    </>
  );
}

/** Told by a word each, so that a forged code is not taken for one that has run out. */
function Refused({ problem }: { problem: RefusedCode }) {
  const t = useWords(words);
  const text = useText();
  return (
    <div className={`${styles.banner} ${styles.refused}`} role="alert">
      <CloseCircleOutline aria-hidden="true" className={styles.symbol} />
      <span className={styles.words}>
        <strong>{t(`refused_${problem}`)}</strong>
        <span>{problem === 'revoked' ? t('revoked') : text(readingProblems[problem])}</span>
      </span>
    </div>
  );
}

type PersonProps = {
  name: string;
  document?: string | null;
  /** Undefined where it is not known; null where there is no report. */
  reportedAt?: string | null | undefined;
};

function Person({ name, document = null, reportedAt }: PersonProps) {
  const t = useWords(words);
  const lang = useLang();
  return (
    <dl className={pairs.pairs}>
      <Pair label={t('name')}>{name}</Pair>
      {document && <Pair label={t('document')}>{document}</Pair>}
      {reportedAt !== undefined && (
        <Pair label={t('lastReport')}>{reportedAt ? ageOf(reportedAt, lang) : t('noReport')}</Pair>
      )}
    </dl>
  );
}

/** The age is what counts at a gate; the time stands beside it. */
function ageOf(instant: string, lang: Lang): string {
  const age = formatAge(Date.parse(instant), lang, serverNow());
  return `${age}${inBrackets(formatInstant(instant, lang), lang)}`;
}
