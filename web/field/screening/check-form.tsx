import { Button } from 'antd-mobile';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { useWords } from '../../shared/i18n.ts';
import fieldStyles from '../../shared/phone/field.module.css';
import { Field } from '../../shared/phone/field.tsx';
import { Sheet } from '../../shared/phone/sheet.tsx';
import styles from './check-form.module.css';
import { type CheckBody, type Recorded, useCheckOutbox } from './check-outbox.tsx';
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

type CheckFormProps = {
  looked: LookedUp;
  site: { id: number; name: string };
  /** What the button says, where it is not 确认. */
  label?: string;
  /** From this temperature on a second look is asked for. */
  highFrom: number | null;
  onDone: (confirmed: Confirmed) => void;
  onCancel: () => void;
};

/** 体温测量结果 and 备注, then 确认; a high temperature is asked for once more. */
export function CheckForm({ looked, site, label, highFrom, onDone, onCancel }: CheckFormProps) {
  const t = useWords(words);
  const outbox = useCheckOutbox();
  const [typed, setTyped] = useState('');
  const [remark, setRemark] = useState('');
  const [mistake, setMistake] = useState<string>();
  const [asked, setAsked] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);

  const confirm = async (temperature: number) => {
    setAsked(null);
    setBusy(true);
    const body: CheckBody = {
      ...{ id: newId(), siteId: site.id, way: looked.way, checkedAt: looked.at, temperature },
      ...(remark.trim() && { remark: remark.trim() }),
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
  const submit = () => {
    const temperature = readTemperature(typed);
    if (temperature === null) return setMistake(t('temperatureWrong'));
    setMistake(undefined);
    if (highFrom !== null && temperature >= highFrom) return setAsked(temperature);
    void confirm(temperature);
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
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
      <div className={styles.buttons}>
        <Button size="large" fill="outline" disabled={busy} onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button size="large" color="primary" type="submit" loading={busy} disabled={busy}>
          {label ?? t('confirm')}
        </Button>
      </div>
      {asked !== null && (
        <Sheet title={t('highTitle', { temperature: asked })} onClose={() => setAsked(null)}>
          <p>{t('highText')}</p>
          <div className={styles.buttons}>
            <Button size="large" fill="outline" onClick={() => setAsked(null)}>
              {t('highAgain')}
            </Button>
            <Button size="large" color="primary" onClick={() => void confirm(asked)}>
              {t('highConfirm', { temperature: asked })}
            </Button>
          </div>
        </Sheet>
      )}
    </form>
  );
}
