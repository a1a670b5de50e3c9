import { Select } from 'antd';
import { useText, useWords } from '../../shared/i18n.ts';
import type { QuestionPlace } from '../../shared/participant/first-sign-in.ts';
import { Entry, TextEntry } from './entry.tsx';
import styles from './question-fields.module.css';
import { words } from './words.ts';

/** One of the security questions, chosen and answered (SPEC G3.1). */
export function QuestionFields({ place }: { place: QuestionPlace }) {
  const { number, chosen, choices, errors, choose } = place;
  const t = useWords(words);
  const text = useText();
  return (
    <div className={styles.question}>
      <Entry label={t('question', { n: number })} error={errors.question}>
        {({ 'aria-invalid': _, ...control }) => (
          <Select
            {...control}
            className={styles.choice}
            value={chosen.question || undefined}
            placeholder={t('chooseQuestion')}
            options={choices.map(({ code, label }) => ({ value: code, label: text(label) }))}
            onChange={(question: string) => choose({ question })}
          />
        )}
      </Entry>
      <TextEntry
        label={t('answer')}
        error={errors.answer}
        name={`answer-${number}`}
        autoComplete="off"
        maxLength={100}
        value={chosen.answer}
        onChange={(answer) => choose({ answer })}
      />
    </div>
  );
}
