import { Link } from '@tanstack/react-router';
import { UserCircleOutline } from 'antd-mobile-icons';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { words } from './words.ts';

/** The way to one's own account, on the home page. */
export function AccountLink() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  return (
    <Link
      className={buttonsStyles.icon}
      to="/$programme/account"
      params={{ programme: code }}
      aria-label={t('account')}
    >
      <UserCircleOutline aria-hidden="true" />
    </Link>
  );
}
