import { Button } from 'antd-mobile';
import { useRef, useState } from 'react';
import { v7 as newId } from 'uuid';
import { useWords } from '../../shared/i18n.ts';
import fieldStyles from '../../shared/phone/field.module.css';
import { Field } from '../../shared/phone/field.tsx';
import { Sheet } from '../../shared/phone/sheet.tsx';
import { FurtherFields, type FurtherFieldsHandle } from './answers/further-fields.tsx';
import type { Answers } from './answers/further-form.ts';
import type { Here } from './at-site.tsx';
import styles from './check-form.module.css';
import { type CheckBody, type Recorded, useCheckOutbox } from './check-outbox.tsx';
import { furtherFieldsFor, lowestHigh } from './data.ts';
import type { LookedUp } from './look-up.ts';
import { readTemperature } from './temperature.ts';
import { shownAs } from './verdict.ts';
import { words } from './words.ts';

/** What came of a check that was confirmed. */
export type Confirmed = {
  body: CheckBody;
  maskedName: string;
  outcome: Recorded | 'waiting' | 'refused';
};

type CheckFormProps = Here & {
  looked: LookedUp;
  /** What the button says, where it is not 确认. */
  label?: string;
  onDone: (confirmed: Confirmed) => void;
  onCancel: () => void;
};

/** 体温测量结果, 备注 and what the programme asks beside, then 确认; a high temperature is asked for once more. */
export function CheckForm(props: CheckFormProps) {
  const { looked, site, programmes, label, onDone, onCancel } = props;
  const highFrom = lowestHigh(programmes);
  const further = furtherFieldsFor(programmes, looked.verdict);
  const t = useWords(words);
  const outbox = useCheckOutbox();
  const [typed, setTyped] = useState('');
  const [remark, setRemark] = useState('');
  const [mistake, setMistake] = useState<string>();
  const [asked, setAsked] = useState<{ temperature: number; answers: Answers | undefined }>();
  const fields = useRef<FurtherFieldsHandle>(null);
  const [busy, setBusy] = useState(false);

  const confirm = async (temperature: number, answers: Answers | undefined) => {
    setAsked(undefined);
    setBusy(true);
    const body: CheckBody = {
      ...{ id: newId(), siteId: site.id, way: looked.way, checkedAt: looked.at, temperature },
      ...(remark.trim() && { remark: remark.trim() }),
      ...(answers && { answers }),
      shown: shownAs(looked.verdict),
    };
    const maskedName = looked.verdict.kind === 'refused' ? '' : looked.verdict.maskedName;
    try {
      onDone({ body, maskedName, outcome: await outbox.send(body, site.name) });
    } catch {
      setBusy(false);
      setMistake(t('notStored'));
    }
  };
  const submit = async () => {
    const temperature = readTemperature(typed);
    if (temperature === null) return setMistake(t('temperatureWrong'));
    setMistake(undefined);
    const read = await fields.current?.read();
    if (read?.ok === false) return;
    const answers = read?.answers;
    if (highFrom !== null && temperature >= highFrom) return setAsked({ temperature, answers });
    await confirm(temperature, answers);
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('temperature')} error={mistake}>
        {(control) => (
          <span className={styles.degrees}>
            <input
              {...control}
              className={fieldStyles.input}
              inputMode="decimal"
              autoComplete="off"
              placeholder="36.5"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
            <span aria-hidden="true">℃</span>
          </span>
        )}
      </Field>
      <Field label={t('remark')}>
        {(control) => (
          <input
            {...control}
            className={fieldStyles.input}
            maxLength={200}
            autoComplete="off"
            value={remark}
            onChange={({ target }) => setRemark(target.value)}
          />
        )}
      </Field>
      {further && (
        <FurtherFields key={further.versionId} form={further} at={looked.at} ref={fields} />
      )}
      <div className={styles.buttons}>
        <Button size="large" fill="outline" disabled={busy} onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button size="large" color="primary" type="submit" loading={busy} disabled={busy}>
          {label ?? t('confirm')}
        </Button>
      </div>
      {asked && (
        <Sheet
          title={t('highTitle', { temperature: asked.temperature })}
          onClose={() => setAsked(undefined)}
        >
          <p>{t('highText')}</p>
          <div className={styles.buttons}>
            <Button size="large" fill="outline" onClick={() => setAsked(undefined)}>
              {t('highAgain')}
            </Button>
            <Button
              size="large"
              color="primary"
              onClick={() => void confirm(asked.temperature, asked.answers)}
            >
              {t('highConfirm', { temperature: asked.temperature })}
            </Button>
          </div>
        </Sheet>
      )}
    </form>
  );
}
