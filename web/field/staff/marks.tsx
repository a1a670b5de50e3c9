import { CheckCircleOutline, ClockCircleOutline, StopOutline } from 'antd-mobile-icons';
import { useWords } from '../../shared/i18n.ts';
import tag from '../../shared/phone/tag.module.css';
import type { SiteScanner } from './data.ts';
import { words } from './words.ts';

const reasons = ['account', 'site', 'line', 'self'] as const;

/** Whether somebody can work at a site, and everything that keeps them from it: a word and a symbol for each. */
export function ScannerMarks({
  scanner,
}: {
  scanner: Pick<SiteScanner, 'disabled' | 'activated'>;
}) {
  const t = useWords(words);
  const why = reasons.filter((reason) => scanner.disabled[reason]);
  if (why.length > 0) {
    return (
      <>
        {why.map((reason) => (
          <span key={reason} className={`${tag.tag} ${tag.missed}`}>
            <StopOutline aria-hidden="true" /> {t(`off_${reason}`)}
          </span>
        ))}
      </>
    );
  }
  return scanner.activated ? (
    <span className={`${tag.tag} ${tag.done}`}>
      <CheckCircleOutline aria-hidden="true" /> {t('active')}
    </span>
  ) : (
    <span className={tag.tag}>
      <ClockCircleOutline aria-hidden="true" /> {t('notYet')}
    </span>
  );
}

/** Whether a site is in use. */
export function SiteMark({ site }: { site: { disabled: boolean; open: boolean } }) {
  const t = useWords(words);
  return site.open ? (
    <span className={`${tag.tag} ${tag.done}`}>
      <CheckCircleOutline aria-hidden="true" /> {t('open')}
    </span>
  ) : (
    <span className={`${tag.tag} ${tag.missed}`}>
      <StopOutline aria-hidden="true" /> {t(site.disabled ? 'disabledSite' : 'closedAbove')}
    </span>
  );
}
