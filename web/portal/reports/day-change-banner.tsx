import { Button } from 'antd-mobile';
import type { Day } from '../../../forms/definition.ts';
import { formatDay, zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import styles from './day-change-banner.module.css';
import { words } from './words.ts';

/** The programme's day has turned while a form for the day before was open: asks which day it is for. */
export function DayChangeBanner(props: {
  day: Day;
  today: Day;
  /** The day that has passed can still be reported. */
  canStillReport: boolean;
  /** The report is being sent. */
  busy: boolean;
  onKeep: () => void;
  onMove: () => void;
}) {
  const { canStillReport, busy, onKeep, onMove } = props;
  const { zone: zoneId } = usePublicProgramme();
  const t = useWords(words);
  const lang = useLang();
  const day = formatDay(props.day, lang, 'bare');
  const today = formatDay(props.today, lang, 'bare');
  const zone = zoneName(zoneId, lang);
  return (
    <div className={styles.banner} role="alert">
      <p>
        <strong>{t('turnedTitle', { zone, today })}</strong>
      </p>
      <p>{t(canStillReport ? 'turned' : 'turnedClosed', { day, today })}</p>
      <div className={styles.choices}>
        {canStillReport && (
          <Button color="primary" fill="outline" onClick={onKeep}>
            {t('keepDay', { day })}
          </Button>
        )}
        <Button
          color="primary"
          fill={canStillReport ? 'outline' : 'solid'}
          disabled={busy}
          onClick={onMove}
        >
          {t('takeToday', { today })}
        </Button>
      </div>
    </div>
  );
}
