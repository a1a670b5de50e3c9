import { Alert, Form } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { DayItem } from '../shell/day-item.tsx';
import formRowStyles from '../shell/form-row.module.css';
import { shellWords } from '../shell/words.ts';
import { DaysEffect, useDaysEffect } from './days-effect.tsx';
import { detailsWords } from './details-words.ts';
import { Section } from './identity-fields.tsx';
import type { TypedDays } from './identity-form.ts';

/** First and last day, and what a change of them will do. */
export function DaysFields({ stored }: { stored: TypedDays }) {
  const t = useWords(detailsWords);
  const shell = useWords(shellWords);
  const startsOn: string | undefined = Form.useWatch('startsOn');
  const endsOn: string | undefined = Form.useWatch('endsOn');
  const required = { required: true, message: shell('required') };
  const changed = otherDays(stored, { startsOn, endsOn });
  const effect = useDaysEffect(changed);
  return (
    <Section title={t('days')} hint={t('daysNote')}>
      <div className={formRowStyles.two}>
        <DayItem name="startsOn" label={t('startsOn')} rules={[required]} />
        <DayItem
          name="endsOn"
          label={t('endsOn')}
          rules={[
            required,
            ({ getFieldValue }) => ({
              validator: (_, last?: string) =>
                last && last < (getFieldValue('startsOn') ?? '')
                  ? Promise.reject(new Error(t('endsBeforeStart')))
                  : Promise.resolve(),
            }),
          ]}
          dependencies={['startsOn']}
        />
      </div>
      {changed && (
        <Alert
          type="warning"
          showIcon
          title={t('effectTitle')}
          description={<DaysEffect effect={effect} />}
        />
      )}
    </Section>
  );
}

/** The days as they are typed, where they are possible and not those on record. */
export function otherDays(stored: TypedDays, typed: Partial<TypedDays>): TypedDays | null {
  const { startsOn, endsOn } = typed;
  if (!startsOn || !endsOn || endsOn < startsOn) return null;
  if (startsOn === stored.startsOn && endsOn === stored.endsOn) return null;
  return { startsOn, endsOn };
}
