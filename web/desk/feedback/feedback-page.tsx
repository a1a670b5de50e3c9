import { App, Input, Radio } from 'antd';
import { useId } from 'react';
import { feedbackKindNames, feedbackKinds } from '../../../modules/feedback/contract.ts';
import { FieldFrame } from '../../shared/antd/field-frame.tsx';
import { Loading, Panel } from '../../shared/antd/pc-parts.tsx';
import { PhotosWidget } from '../../shared/antd/photos-widget.tsx';
import { type Start, useKeptDraft } from '../../shared/feedback/kept-draft.ts';
import { useSender } from '../../shared/feedback/sender.tsx';
import {
  emptyFeedback,
  type FeedbackForm,
  photosField,
  type Typed,
  useFeedbackForm,
} from '../../shared/feedback/use-feedback-form.ts';
import { feedbackWords } from '../../shared/feedback/words.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { fieldText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import { Page } from '../shell/page.tsx';
import styles from './feedback.module.css';
import { MyFeedback } from './my-feedback.tsx';
import { OfMember } from './of-member.tsx';
import { SendingProblem, SubmitButton } from './sending.tsx';

/** 意见反馈: writing it, and what one has sent so far. */
export function FeedbackPage() {
  const t = useWords(feedbackWords);
  return (
    <Page title={t('feedback')} note={t('intro')}>
      <OfMember>
        <div className={styles.columns}>
          <Panel>
            <Write />
          </Panel>
          <Panel title={t('mine')}>
            <MyFeedback />
          </Panel>
        </div>
      </OfMember>
    </Page>
  );
}

function Write() {
  const start = useKeptDraft(useSender().account, 'new', emptyFeedback);
  return start ? <Writing start={start} /> : <Loading rows={6} />;
}

function Writing({ start }: { start: Start<Typed> }) {
  const t = useWords(feedbackWords);
  const { message } = App.useApp();
  const form = useFeedbackForm(start, () => void message.success(t('sent')));
  const { typed, change, missing } = form;
  const id = useId();
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <p className={textStyles.soft}>{t('urgent')}</p>
      <Kinds form={form} />
      <FieldFrame
        id={`${id}-words`}
        label={t('words')}
        required
        layout="entry"
        hint={t('wordsHint', { max: form.mostWords })}
        error={missing.words ? t('missingWords') : undefined}
      >
        <Input.TextArea
          id={`${id}-words`}
          value={typed.words}
          maxLength={form.mostWords}
          autoSize={{ minRows: 5, maxRows: 14 }}
          aria-describedby={`${id}-words-hint`}
          {...(missing.words && { status: 'error' as const, 'aria-invalid': true })}
          onChange={({ target }) => change({ words: target.value })}
        />
      </FieldFrame>
      <Photos form={form} />
      <FieldFrame
        id={`${id}-contact`}
        label={t('contact')}
        required={false}
        layout="entry"
        hint={t('contactHint')}
      >
        <Input
          id={`${id}-contact`}
          value={typed.contact}
          maxLength={form.mostContact}
          autoComplete="off"
          aria-describedby={`${id}-contact-hint`}
          onChange={({ target }) => change({ contact: target.value })}
        />
      </FieldFrame>
      <SendingProblem {...form} />
      <SubmitButton main busy={form.isSending} isPassing={form.isPassing} label={t('send')} />
    </form>
  );
}

function Kinds({ form: { typed, change, missing } }: { form: FeedbackForm }) {
  const t = useWords(feedbackWords);
  const text = useText();
  const id = useId();
  return (
    <FieldFrame
      id={id}
      label={t('kind')}
      required
      grouped
      layout="entry"
      error={missing.kind ? t('missingKind') : undefined}
    >
      <Radio.Group
        aria-labelledby={`${id}-label`}
        value={typed.kind}
        options={feedbackKinds.map((value) => ({ value, label: text(feedbackKindNames[value]) }))}
        onChange={({ target }) => change({ kind: target.value })}
      />
    </FieldFrame>
  );
}

function Photos({ form }: { form: FeedbackForm }) {
  const t = useWords(feedbackWords);
  const lang = useLang();
  const id = useId();
  const { typed, change, begin, photosMissing, photosUnderWay } = form;
  const code = photosUnderWay ? 'photo_under_way' : 'photo_missing';
  const error =
    photosMissing || photosUnderWay ? fieldText({ path: 'photos', code }, lang) : undefined;
  return (
    <FieldFrame {...{ id, error }} label={t('photos')} required={false} grouped layout="entry">
      <PhotosWidget
        {...{ id, field: photosField, value: typed.photos, onBegin: begin }}
        onChange={(value) => change({ photos: (value as string[] | undefined) ?? [] })}
        other={() => undefined}
        onLeave={() => {}}
        invalid={photosMissing}
        disabled={false}
        describedBy={undefined}
      />
    </FieldFrame>
  );
}
