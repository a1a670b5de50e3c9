import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { RightOutline } from 'antd-mobile-icons';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { Answer } from '../../shared/mobile/answers.tsx';
import { useBrokenChecks } from '../../shared/participant/broken-checks.ts';
import { type PublishedForm, type Report, summaryFields } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { recordsOf } from '../../shared/participant/queries.ts';
import { ReportFormContext } from '../../shared/participant/report-form-context.tsx';
import { useParticipant } from '../../shared/participant/session.ts';
import listStyles from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import tagStyles from '../../shared/phone/tag.module.css';
import textStyles from '../../shared/text.module.css';
import styles from './entries-page.module.css';
import reportStyles from './report.module.css';
import { words } from './words.ts';

/** All reports of a form of which one may send many, newest first (SPEC G4.6). */
export function EntriesPage({ form }: { form: PublishedForm }) {
  const { code } = usePublicProgramme();
  const { account } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const { definition } = form;
  const records = useQuery(recordsOf(account, definition.code));
  const entries = records.data?.reports ?? [];
  const broken = useBrokenChecks(form);
  const add = () =>
    void navigate({
      to: '/$programme/forms/$form/entries/$entry',
      params: { programme: code, form: definition.code, entry: 'new' },
    });
  return (
    <Page
      title={text(definition.title)}
      action={
        records.data && (
          <Button color="primary" size="large" block onClick={add}>
            {t(entries.length === 0 ? 'addFirst' : 'addEntry')}
          </Button>
        )
      }
    >
      {definition.intro && <p className={reportStyles.intro}>{text(definition.intro)}</p>}
      {broken.length > 0 && (
        <p className={`${reportStyles.note} ${reportStyles.bad}`}>
          {[t('brokenCheck'), ...broken].join(' ')}
        </p>
      )}
      {records.error && !records.data && (
        <Failure error={records.error} retry={() => void records.refetch()} />
      )}
      {records.isPending && <Waiting />}
      {records.data && entries.length === 0 && (
        <Empty title={t('entriesEmpty')}>
          <p>{t('entriesEmptyText')}</p>
        </Empty>
      )}
      {entries.length > 0 && (
        <ReportFormContext>
          <ul className={listStyles.list}>
            {entries.map((entry) => (
              <Entry key={entry.slot} {...{ form, entry }} />
            ))}
          </ul>
        </ReportFormContext>
      )}
    </Page>
  );
}

function Entry({ form, entry }: { form: PublishedForm; entry: Report }) {
  const { code, zone } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  return (
    <li>
      <Link
        className={listStyles.item}
        to="/$programme/records/$form/$slot"
        params={{ programme: code, form: form.definition.code, slot: entry.slot }}
      >
        <span className={listStyles.text}>
          <strong>{formatDay(entry.day, lang)}</strong>
          <span className={styles.telling}>
            {summaryFields(form)
              .filter((field) => entry.values[field.code] !== undefined)
              .map((field) => (
                <span key={field.code}>
                  <Answer field={field} value={entry.values[field.code]} />
                </span>
              ))}
          </span>
          <span className={textStyles.soft}>
            {t('sentAt', { time: formatInstant(entry.sentAt, lang, zone) })}
            {entry.sentBy !== null && ` · ${t('onBehalf', { name: entry.sentBy })}`}
          </span>
          {entry.incomplete && (
            <span className={`${tagStyles.tag} ${tagStyles.due}`}>{t('stateIncomplete')}</span>
          )}
        </span>
        <RightOutline aria-hidden="true" />
      </Link>
    </li>
  );
}
