import { Button, Toast } from 'antd-mobile';
import { useId } from 'react';
import { feedbackKindNames, feedbackKinds } from '../../../modules/feedback/contract.ts';
import { useLang, useText, useWords } from '../i18n.ts';
import { PhotosWidget } from '../mobile/photos-widget.tsx';
import cardStyles from '../phone/card.module.css';
import fieldStyles from '../phone/field.module.css';
import { Entries, Field, FormProblem, TextEntry } from '../phone/field.tsx';
import { Waiting } from '../phone/messages.tsx';
import { fieldText, problemText } from '../problems.ts';
import textStyles from '../text.module.css';
import { type Start, useKeptDraft } from './kept-draft.ts';
import styles from './phone.module.css';
import { useSender } from './sender.tsx';
import {
  emptyFeedback,
  type FeedbackForm,
  photosField,
  type Typed,
  useFeedbackForm,
} from './use-feedback-form.ts';
import { feedbackWords } from './words.ts';

/** Writing feedback on a phone. */
export function WriteFeedback({ site }: { site?: string | undefined }) {
  const start = useKeptDraft(useSender().account, 'new', emptyFeedback);
  return start ? <Writing start={start} site={site} /> : <Waiting blocks={2} />;
}

function Writing({ start, site }: { start: Start<Typed>; site: string | undefined }) {
  const t = useWords(feedbackWords);
  const form = useFeedbackForm(start, () => void Toast.show(t('sent')));
  const { typed, change, missing, isSending } = form;
  return (
    <section className={cardStyles.card}>
      <div className={styles.intro}>
        <p>{t('intro')}</p>
        <p className={textStyles.soft}>{t('urgent')}</p>
      </div>
      <Entries onSubmit={form.submit}>
        <Kinds form={form} />
        <Field
          label={t('words')}
          hint={t('wordsHint', { max: form.mostWords })}
          error={missing.words ? t('missingWords') : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              className={fieldStyles.input}
              value={typed.words}
              maxLength={form.mostWords}
              rows={5}
              onChange={({ target }) => change({ words: target.value })}
            />
          )}
        </Field>
        <Photos form={form} />
        <TextEntry
          label={t('contact')}
          hint={t('contactHint')}
          value={typed.contact}
          maxLength={form.mostContact}
          autoComplete="off"
          onChange={(contact) => change({ contact })}
        />
        {site && <p className={textStyles.soft}>{`${t('site')} · ${site}`}</p>}
        <Problem form={form} />
        <Button type="submit" block color="primary" size="large" loading={isSending}>
          {t(form.isPassing ? 'tryAgain' : 'send')}
        </Button>
      </Entries>
    </section>
  );
}

function Kinds({ form: { typed, change, missing } }: { form: FeedbackForm }) {
  const t = useWords(feedbackWords);
  const text = useText();
  const id = useId();
  return (
    <fieldset className={styles.kinds} {...(missing.kind && { 'aria-describedby': `${id}-error` })}>
      <legend className={fieldStyles.label}>{t('kind')}</legend>
      {feedbackKinds.map((kind) => (
        <label key={kind} className={styles.choice}>
          <input
            type="radio"
            name={id}
            value={kind}
            checked={typed.kind === kind}
            onChange={() => change({ kind })}
          />
          {text(feedbackKindNames[kind])}
        </label>
      ))}
      {missing.kind && (
        <span className={`${fieldStyles.error} ${styles.wide}`} id={`${id}-error`} role="alert">
          <span aria-hidden="true" className={fieldStyles.errorMark}>
            !
          </span>
          {t('missingKind')}
        </span>
      )}
    </fieldset>
  );
}

function Photos({ form }: { form: FeedbackForm }) {
  const t = useWords(feedbackWords);
  const lang = useLang();
  const id = useId();
  const { typed, change, begin, photosMissing, photosUnderWay } = form;
  const code = photosUnderWay ? 'photo_under_way' : 'photo_missing';
  return (
    <div className={fieldStyles.entry}>
      <label className={fieldStyles.label} htmlFor={id}>
        {t('photos')}
      </label>
      <PhotosWidget
        {...{ id, field: photosField, path: 'photos', value: typed.photos, onBegin: begin }}
        onChange={(value) => change({ photos: (value as string[] | undefined) ?? [] })}
        other={() => undefined}
        onLeave={() => {}}
        invalid={photosMissing}
        describedBy={undefined}
      />
      {(photosMissing || photosUnderWay) && (
        <span className={fieldStyles.error} role="alert">
          <span aria-hidden="true" className={fieldStyles.errorMark}>
            !
          </span>
          {fieldText({ path: 'photos', code }, lang)}
        </span>
      )}
    </div>
  );
}

function Problem({ form }: { form: Pick<FeedbackForm, 'problem' | 'isPassing'> }) {
  const { zone } = useSender();
  const t = useWords(feedbackWords);
  const lang = useLang();
  if (!form.problem) return null;
  return (
    <FormProblem>
      {problemText(form.problem, lang, zone)} {form.isPassing && t('draftKept')}
    </FormProblem>
  );
}
