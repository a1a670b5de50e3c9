import { Alert, Button, Radio } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { words as formWords } from '../../shared/antd/words.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { useProgramme } from '../shell/programme.tsx';
import styles from './import-reading.module.css';
import type { Choices, Preview, Reading } from './reading.ts';
import { readingWords } from './reading-words.ts';

type Part = { preview: Preview; reading: Reading };

/** What was changed of how the workbook is read, and the way to see what comes of it. */
export function ReadingBar({ reading }: { reading: Reading }) {
  const t = useWords(readingWords);
  const lang = useLang();
  if (!reading.isChanged && !reading.error) return null;
  return (
    <div className={styles.bar} role="status">
      {reading.error ? (
        <Alert type="error" showIcon title={problemText(reading.error, lang)} />
      ) : (
        <span>{t('readingChanged')}</span>
      )}
      <span className={styles.barActions}>
        <Button onClick={reading.undo}>{t('readingUndo')}</Button>
        <Button
          type="primary"
          loading={reading.isBusy}
          disabled={!reading.isChanged}
          onClick={() => reading.check()}
        >
          {t('readingCheck')}
        </Button>
      </span>
    </div>
  );
}

/** Attributes that nobody filled in: what that means is asked, not guessed. */
export function Questions({ preview, reading }: Part) {
  const t = useWords(readingWords);
  const form = useWords(formWords);
  const text = useText();
  const { attributes } = useProgramme().definition;
  const { questions } = preview;
  if (questions.length === 0) return null;
  const answerOf = (code: string) =>
    reading.choices?.answers.find(({ attribute }) => attribute === code)?.value;
  const answer = (code: string, value: Answer) =>
    reading.change(({ answers }) => ({
      answers: [
        ...answers.filter(({ attribute }) => attribute !== code),
        { attribute: code, value },
      ],
    }));
  return (
    <Panel title={t('questions')}>
      {questions.map(({ attribute: code, inFile }) => {
        const attribute = attributes.find((each) => each.code === code);
        if (!attribute) return null;
        const label = text(attribute.label);
        const own =
          attribute.type === 'yesno'
            ? [
                { value: false, label: t('answerAll', { value: form('no') }) },
                { value: true, label: t('answerAll', { value: form('yes') }) },
              ]
            : (attribute.options ?? []).map((option) => ({
                value: option.code,
                label: t('answerAll', { value: text(option.label) }),
              }));
        return (
          <fieldset key={code} className={styles.question}>
            <legend>{t(inFile ? 'questionBlank' : 'questionAbsent', { label })}</legend>
            <Radio.Group
              className={styles.answers}
              value={keyOf(answerOf(code))}
              onChange={(event) => answer(code, answerIn(own, event.target.value))}
              options={[...own, { value: null, label: t('answerKeep') }].map((option) => ({
                value: keyOf(option.value) ?? '',
                label: option.label,
              }))}
            />
          </fieldset>
        );
      })}
    </Panel>
  );
}

type Answer = Choices['answers'][number]['value'];

/** Choices of a form are texts; null stands for what is on record. */
const keyOf = (value: Answer | undefined): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value);

const answerIn = (options: { value: Answer }[], key: string): Answer =>
  options.find(({ value }) => keyOf(value) === key)?.value ?? null;
