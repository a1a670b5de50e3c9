import { Link } from '@tanstack/react-router';
import { EnvironmentOutline, ExclamationCircleOutline } from 'antd-mobile-icons';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useMySites } from '../../shared/staff/own-sites.ts';
import strip from '../shell/strip.module.css';
import styles from './current-site.module.css';
import { nameIn } from './data.ts';
import { words } from './words.ts';

/** Where one is now, above every page: each check belongs to exactly this site. */
export function CurrentSite() {
  const t = useWords(words);
  const lang = useLang();
  const { data: sites } = useMySites();
  if (!sites || sites.length === 0) return null;
  const current = sites.find((each) => each.current);
  const site = current ? nameIn(lang, current) : '';
  const works = current?.active === true;
  const Icon = works ? EnvironmentOutline : ExclamationCircleOutline;
  return (
    <div className={works ? strip.strip : `${strip.strip} ${strip.warning}`} role="status">
      <Icon aria-hidden="true" />
      <span className={styles.site}>
        {current ? t(works ? 'current' : 'currentClosed', { site }) : t('noCurrent')}
      </span>
      <Link className={styles.change} to="/reporting">
        {t(works ? 'change' : 'choose')}
      </Link>
    </div>
  );
}
