import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { notices } from '../../../modules/notices/contract.ts';
import { call } from '../../shared/api.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import styles from './newest-notice.module.css';
import { useUnread } from './unread.ts';
import { words } from './words.ts';

/** The newest unread notice, such as a reminder, where it cannot be overlooked. */
export function NewestNotice() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data } = useUnread();
  const notice = data?.newest;
  const read = useMutation({
    mutationFn: (upTo: number) => call(notices.read, { body: { upTo } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [notices.unread.url] }),
  });
  if (!data || !notice || data.count === 0) return null;
  const { link } = notice;
  const open = () => {
    read.mutate(notice.id);
    if (link) void navigate({ to: `/${code}${link.startsWith('/') ? link : `/${link}`}` });
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
        {t(link ? 'open' : 'ok')}
      </Button>
    </section>
  );
}
