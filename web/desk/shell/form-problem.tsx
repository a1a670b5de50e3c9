import { Alert } from 'antd';
import { useLang, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useSecondsUntil } from '../../shared/participant/today.ts';
import { countdown, waitUntil } from '../../shared/participant/waiting.ts';
import { problemText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import margins from './margins.module.css';
import { words } from './words.ts';

/** What went wrong with the whole of a form; a waiting person sees how long it still takes (SPEC G3.2). */
export function FormProblem({ problem }: { problem: unknown }) {
  const { zone } = usePublicProgramme();
  const lang = useLang();
  const t = useWords(words);
  const seconds = useSecondsUntil(waitUntil(problem));
  if (!problem) return null;
  return (
    <Alert
      className={margins.below}
      type="error"
      showIcon
      title={problemText(problem, lang, zone)}
      description={
        seconds > 0 && (
          <strong className={textStyles.number}>
            {t('waitLeft', { time: countdown(seconds) })}
          </strong>
        )
      }
    />
  );
}
