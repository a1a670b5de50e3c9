import { Link } from '@tanstack/react-router';
import { RightOutline } from 'antd-mobile-icons';
import { feedbackWords } from '../../shared/feedback/words.ts';
import { useWords } from '../../shared/i18n.ts';
import list from '../../shared/phone/list.module.css';
import text from '../../shared/text.module.css';

/** 我的 → 意见反馈 */
export function FeedbackLink() {
  const t = useWords(feedbackWords);
  return (
    <nav className={list.list} aria-label={t('feedback')}>
      <Link className={list.item} to="/feedback">
        <span className={list.text}>
          <strong>{t('feedback')}</strong>
          <span className={text.soft}>{t('feedbackHint')}</span>
        </span>
        <RightOutline aria-hidden="true" />
      </Link>
    </nav>
  );
}
