import { useLang } from '../../shared/i18n.ts';
import { FormRelief, FormProblem as PlainProblem } from '../../shared/phone/field.tsx';
import { problemText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import { useWait } from '../../shared/waiting.ts';
import styles from './waiting.module.css';

/** What went wrong with the whole of a form; a waiting person sees how long it still takes, and when it is over. */
export function FormProblem({ problem, zone }: { problem: unknown; zone?: string }) {
  const lang = useLang();
  const { isOver, text } = useWait(problem);
  if (!problem) return null;
  if (isOver) return <FormRelief>{text}</FormRelief>;
  return (
    <PlainProblem>
      {problemText(problem, lang, zone)}
      {text && <strong className={`${styles.countdown} ${textStyles.number}`}> {text}</strong>}
    </PlainProblem>
  );
}
