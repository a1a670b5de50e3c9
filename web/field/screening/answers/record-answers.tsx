import { dayOf } from '../../../../forms/days.ts';
import type { screening } from '../../../../modules/screening/contract.ts';
import type { ResponseOf } from '../../../../platform/contract.ts';
import { FormContextProvider } from '../../../shared/form-context.ts';
import { useText, useWords } from '../../../shared/i18n.ts';
import { Answers } from '../../../shared/mobile/answers.tsx';
import { serverNow } from '../../../shared/server-time.ts';
import styles from './further-fields.module.css';
import { words } from './words.ts';

type Stored = NonNullable<ResponseOf<typeof screening.record>['answers']>;

/** What was filled in with a check, by the form as it was then. */
export function RecordAnswers({ answers: { form, values, incomplete } }: { answers: Stored }) {
  const t = useWords(words);
  const text = useText();
  return (
    <>
      <h2 className={styles.title}>{form ? text(form.definition.title) : t('answers')}</h2>
      {form && (
        <FormContextProvider
          value={{
            zone: form.zone,
            today: dayOf(new Date(serverNow()), form.zone),
            photoUrl: () => '',
          }}
        >
          <Answers definition={form.definition} values={values} />
        </FormContextProvider>
      )}
      {incomplete && <p role="status">{t('incomplete')}</p>}
    </>
  );
}
