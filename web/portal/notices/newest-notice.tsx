import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useText, useWords } from '../../shared/i18n.ts';
import { useMarkRead, useNoticeAddress, useUnread } from '../../shared/participant/notices.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import styles from './newest-notice.module.css';
import { words } from './words.ts';

/** The newest unread notice, such as a reminder, where it cannot be overlooked. */
export function NewestNotice() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const { data } = useUnread();
  const notice = data?.newest;
  const markRead = useMarkRead();
  const addressOf = useNoticeAddress();
  if (!data || !notice || data.count === 0) return null;
  const address = addressOf(notice);
  const open = () => {
    void markRead(notice.id);
    if (address) void navigate({ to: address });
  };
  return (
    <section className={`${cardStyles.card} ${styles.notice}`} role="status">
      <div className={cardStyles.head}>
        <h2>{t('unread', { count: data.count })}</h2>
        <Link className={buttonsStyles.text} to="/$programme/inbox" params={{ programme: code }}>
          {t('seeAll')}
        </Link>
      </div>
      <p>{text(notice)}</p>
      <Button color="primary" fill="outline" onClick={open}>
        {t(address ? 'open' : 'ok')}
      </Button>
    </section>
  );
}
