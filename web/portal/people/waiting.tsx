import { useLang, useWords } from '../../shared/i18n.ts';
import { useSecondsUntil } from '../../shared/participant/today.ts';
import { countdown, waitUntil } from '../../shared/participant/waiting.ts';
import { FormProblem as PlainProblem } from '../../shared/phone/field.tsx';
import { problemText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import styles from './waiting.module.css';
import { words } from './words.ts';

/** What went wrong with the whole of a form; a waiting person sees how long it still takes. */
export function FormProblem({ problem, zone }: { problem: unknown; zone?: string }) {
  const lang = useLang();
  const t = useWords(words);
  const seconds = useSecondsUntil(waitUntil(problem));
  if (!problem) return null;
  return (
    <PlainProblem>
      {problemText(problem, lang, zone)}
      {seconds > 0 && (
        <strong className={`${styles.countdown} ${textStyles.number}`}>
          {' '}
          {t('waitLeft', { time: countdown(seconds) })}
        </strong>
      )}
    </PlainProblem>
  );
}
