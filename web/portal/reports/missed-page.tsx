import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { CheckCircleOutline, RightOutline } from 'antd-mobile-icons';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { findForm } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { missedOf } from '../../shared/participant/queries.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { togetherForm } from '../../shared/participant/together.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import listStyles from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { FormGone } from './form-gone.tsx';
import styles from './missed-page.module.css';
import reportStyles from './report.module.css';
import { words } from './words.ts';

/** 健康信息补录: the missed days; pick one, fill it in (SPEC G4.4). */
export function MissedPage() {
  const { form } = useParams({ from: '/$programme/member/declared/missed/$form' });
  const { account, mine } = useParticipant();
  const t = useWords(words);
  const missed = useQuery(missedOf(account));
  const count = missed.data?.days.length ?? 0;
  const published = findForm(mine, form);
  if (!published) return <FormGone />;
  const isOffered = missed.data?.canBackfill && count > 1 && togetherForm(published) !== null;
  return (
    <Page title={t('missedTitle')}>
      {missed.error && !missed.data && (
        <Failure error={missed.error} retry={() => void missed.refetch()} />
      )}
      {missed.isPending && <Waiting />}
      {missed.data && count === 0 && (
        <Empty title={t('nothingMissedTitle')} icon={<CheckCircleOutline />}>
          <p>{t('nothingMissedText')}</p>
        </Empty>
      )}
      {missed.data && count > 0 && (
        <>
          <p className={reportStyles.intro}>
            {t(missed.data.canBackfill ? 'missedIntro' : 'missedClosed', { count })}
          </p>
          {missed.data.canBackfill && count > 1 && (
            <p className={reportStyles.intro}>{t('earliestFirst')}</p>
          )}
          {isOffered && <TogetherLink {...{ form }} />}
          <ul className={listStyles.list}>
            {missed.data.days.map((day) => (
              <li key={day}>
                <MissedDay {...{ form, day }} open={missed.data.canBackfill} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

function TogetherLink({ form }: { form: string }) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  return (
    <div className={buttonsStyles.below}>
      <Link
        className={`${buttonsStyles.wide} ${styles.together}`}
        to="/$programme/missed/$form/together"
        params={{ programme: code, form }}
      >
        {t('together')}
      </Link>
    </div>
  );
}

function MissedDay({ form, day, open }: { form: string; day: string; open: boolean }) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const shown = <span className={listStyles.text}>{formatDay(day, lang)}</span>;
  if (!open) return <span className={listStyles.item}>{shown}</span>;
  return (
    <Link
      className={listStyles.item}
      to="/$programme/forms/$form/days/$day"
      params={{ programme: code, form, day }}
    >
      {shown}
      <span className={listStyles.go}>{t('fillIn')}</span>
      <RightOutline aria-hidden="true" />
    </Link>
  );
}
