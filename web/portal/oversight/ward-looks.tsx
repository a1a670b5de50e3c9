import { Link } from '@tanstack/react-router';
import { RightOutline } from 'antd-mobile-icons';
import { useWords } from '../../shared/i18n.ts';
import { looksWords } from '../../shared/participant/looks-words.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import listStyles from '../../shared/phone/list.module.css';
import { wardLink } from '../shell/ward.ts';

/** On the home page of a ward, who has no page of an account here; one's own account leads there itself. */
export function WardLooks() {
  const { code } = usePublicProgramme();
  const t = useWords(looksWords);
  if (wardLink === null) return null;
  return (
    <nav className={listStyles.list}>
      <Link className={listStyles.item} to="/$programme/account/looks" params={{ programme: code }}>
        <span className={listStyles.text}>{t('ofWard')}</span>
        <RightOutline aria-hidden="true" />
      </Link>
    </nav>
  );
}
