import { useLang, useWords } from '../../shared/i18n.ts';
import { useSecondsUntil } from '../../shared/participant/today.ts';
import { countdown, waitUntil } from '../../shared/participant/waiting.ts';
import { problemText } from '../../shared/problems.ts';
import { words } from './words.ts';

/** What went wrong with the whole of a form; a waiting person sees how long it still takes. */
export function FormProblem({ problem, zone }: { problem: unknown; zone?: string }) {
  const lang = useLang();
  const t = useWords(words);
  const seconds = useSecondsUntil(waitUntil(problem));
  if (!problem) return null;
  return (
    <div className="ax-problem" role="alert">
      <span aria-hidden="true" className="ax-error-mark">
        !
      </span>
      <span>
        {problemText(problem, lang, zone)}
        {seconds > 0 && (
          <strong className="ax-countdown"> {t('waitLeft', { time: countdown(seconds) })}</strong>
        )}
      </span>
    </div>
  );
}
