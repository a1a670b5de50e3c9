import { Alert } from 'antd';
import { useLang } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { problemText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import { useWait } from '../../shared/waiting.ts';
import margins from './margins.module.css';

/**
 * What went wrong with the whole of a form; a waiting person sees how long it still takes (SPEC G3.2), and
 * when it is over.
 */
export function FormProblem({ problem }: { problem: unknown }) {
  const { zone } = usePublicProgramme();
  const lang = useLang();
  const { isOver, text } = useWait(problem);
  if (!problem) return null;
  if (isOver) return <Alert className={margins.below} type="info" showIcon title={text} />;
  return (
    <Alert
      className={margins.below}
      type="error"
      showIcon
      title={problemText(problem, lang, zone)}
      description={text && <strong className={textStyles.number}>{text}</strong>}
    />
  );
}
