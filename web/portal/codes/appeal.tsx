import { Button, Toast } from 'antd-mobile';
import { useState } from 'react';
import { appealStateNames } from '../../../modules/codes/contract.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { type OwnAppeal, useAppeals } from '../../shared/participant/appeals.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { Entries, Field, FormProblem } from '../../shared/phone/field.tsx';
import listStyles from '../../shared/phone/list.module.css';
import tagStyles from '../../shared/phone/tag.module.css';
import { problemText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import styles from './appeal.module.css';
import { reasonWords } from './reason-words.ts';

/** Appeals against the colour of one's code: what became of them, and the way to write one. */
export function Appeals() {
  const t = useWords(reasonWords);
  const [isWriting, setWriting] = useState(false);
  const appeal = useAppeals();
  const { items, mayAppeal, days } = appeal;
  if (items.length === 0 && !mayAppeal) return null;
  return (
    <section className={cardStyles.card}>
      <h2>{t('appeals')}</h2>
      {items.length > 0 && (
        <ul className={listStyles.plain}>
          {items.map((each) => (
            <li key={each.id}>
              <AppealLine appeal={each} />
            </li>
          ))}
        </ul>
      )}
      {mayAppeal && !isWriting && (
        <>
          <p className={`${textStyles.soft} ${styles.intro}`}>{t('appealText', { days })}</p>
          <Button block fill="outline" color="primary" onClick={() => setWriting(true)}>
            {t('writeAppeal')}
          </Button>
        </>
      )}
      {mayAppeal && isWriting && <Writing {...{ appeal }} onDone={() => setWriting(false)} />}
    </section>
  );
}

function Writing(props: { appeal: ReturnType<typeof useAppeals>; onDone: () => void }) {
  const { words, write, send, isMissing, isSending, problem } = props.appeal;
  const t = useWords(reasonWords);
  const lang = useLang();
  const submit = () =>
    send(() => {
      props.onDone();
      Toast.show(t('appealSent'));
    });
  return (
    <Entries onSubmit={submit}>
      {problem && <FormProblem>{problemText(problem, lang)}</FormProblem>}
      <Field
        label={t('appealWords')}
        hint={t('appealHint')}
        error={isMissing ? t('appealMissing') : undefined}
      >
        {(control) => (
          <textarea
            {...control}
            className={fieldStyles.input}
            value={words}
            maxLength={2000}
            rows={5}
            onChange={(event) => write(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" block color="primary" size="large" loading={isSending}>
        {t('sendAppeal')}
      </Button>
      <Button block fill="none" onClick={props.onDone}>
        {t('later')}
      </Button>
    </Entries>
  );
}

function AppealLine({ appeal }: { appeal: OwnAppeal }) {
  const { zone } = usePublicProgramme();
  const t = useWords(reasonWords);
  const lang = useLang();
  const text = useText();
  const { state, colour, label, words, writtenAt, place, dueAt, overdue, level, answer } = appeal;
  const time = (instant: string) => formatInstant(instant, lang, zone);
  return (
    <span className={listStyles.text}>
      <span className={styles.head}>
        <span className={`${tagStyles.tag} ${state === 'open' ? tagStyles.due : ''}`}>
          {text(appealStateNames[state])}
        </span>
        <CodeMark colour={colour} />
        <span>{text(label)}</span>
      </span>
      <span className={styles.words}>{words}</span>
      <span className={textStyles.soft}>{t('writtenAt', { time: time(writtenAt) })}</span>
      {appeal.awaitsSecond && <span>{t('awaitsSecond', { place: text(place) })}</span>}
      {state === 'open' && level > 0 && <span>{t('passedOn', { place: text(place) })}</span>}
      {state === 'open' &&
        (overdue ? (
          <strong>{t('overdue', { place: text(place), time: time(dueAt) })}</strong>
        ) : (
          <span>{t('dueAt', { place: text(place), time: time(dueAt) })}</span>
        ))}
      {answer && (
        <span className={styles.words}>{t('answer', { place: text(place), answer })}</span>
      )}
    </span>
  );
}
