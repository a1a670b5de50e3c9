import { Link } from '@tanstack/react-router';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import styles from '../shell/bar-link.module.css';
import type { OnChosen } from '../shell/feature.ts';
import { SignOutButton } from './sign-out.tsx';
import { words } from './words.ts';

/** 修改密码, 退出登录 (SPEC G5). */
export function AccountActions({ onChosen }: OnChosen) {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  return (
    <>
      <Link
        to="/$programme/account"
        params={{ programme: code }}
        className={styles.link}
        {...(onChosen && { onClick: onChosen })}
      >
        {t('changePassword')}
      </Link>
      <SignOutButton />
    </>
  );
}
