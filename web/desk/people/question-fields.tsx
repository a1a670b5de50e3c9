import { Select } from 'antd';
import { questionsOf } from '../../../forms/sign-in.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { Entry, TextEntry } from './entry.tsx';
import styles from './question-fields.module.css';
import { words } from './words.ts';

export type ChosenQuestion = { question: string; answer: string };

/** One of the security questions, chosen and answered (SPEC G3.1). */
export function QuestionFields(props: {
  number: number;
  chosen: ChosenQuestion;
  /** Questions chosen at the other places. */
  taken: string[];
  tried: boolean;
  /** What the server said. */
  mistakes: { question: string | undefined; answer: string | undefined };
  onChange: (chosen: ChosenQuestion) => void;
}) {
  const { number, chosen, taken, tried, mistakes, onChange } = props;
  const { signIn } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  return (
    <div className={styles.question}>
      <Entry
        label={t('question', { n: number })}
        error={tried && !chosen.question ? t('chooseQuestion') : mistakes.question}
      >
        {({ 'aria-invalid': _, ...control }) => (
          <Select
            {...control}
            className={styles.choice}
            value={chosen.question || undefined}
            placeholder={t('chooseQuestion')}
            options={questionsOf(signIn)
              .choices.filter(({ code }) => !taken.includes(code))
              .map(({ code, label }) => ({ value: code, label: text(label) }))}
            onChange={(question: string) => onChange({ ...chosen, question })}
          />
        )}
      </Entry>
      <TextEntry
        label={t('answer')}
        error={tried && !chosen.answer.trim() ? t('fillIn') : mistakes.answer}
        name={`answer-${number}`}
        autoComplete="off"
        maxLength={100}
        value={chosen.answer}
        onChange={(answer) => onChange({ ...chosen, answer })}
      />
    </div>
  );
}
