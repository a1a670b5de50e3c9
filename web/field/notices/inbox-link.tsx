import { Link } from '@tanstack/react-router';
import { Badge } from 'antd-mobile';
import { BellOutline } from 'antd-mobile-icons';
import { useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import { useUnread } from './data.ts';
import { words } from './words.ts';

/** The way to the notices, on the home page, with how many are unread. */
export function InboxLink() {
  const t = useWords(words);
  const count = useUnread().data?.count ?? 0;
  return (
    <Link
      className={buttons.icon}
      to="/inbox"
      aria-label={count > 0 ? t('unread', { count }) : t('inbox')}
    >
      <Badge content={count > 0 ? (count > 99 ? '99+' : count) : null}>
        <BellOutline aria-hidden="true" />
      </Badge>
    </Link>
  );
}
