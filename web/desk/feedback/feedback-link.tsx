import { Link } from '@tanstack/react-router';
import { feedbackWords } from '../../shared/feedback/words.ts';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import styles from '../shell/bar-link.module.css';
import type { OnChosen } from '../shell/feature.ts';

/** 意见反馈 */
export function FeedbackLink({ onChosen }: OnChosen) {
  const { code } = usePublicProgramme();
  const t = useWords(feedbackWords);
  return (
    <Link
      to="/$programme/feedback"
      params={{ programme: code }}
      className={styles.link}
      {...(onChosen && { onClick: onChosen })}
    >
      {t('feedback')}
    </Link>
  );
}
