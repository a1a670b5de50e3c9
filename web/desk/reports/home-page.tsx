import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { dailyFormOf, servicesOf } from '../../shared/participant/forms.ts';
import { type ReportFunction, reportFunctions } from '../../shared/participant/functions.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import textStyles from '../../shared/text.module.css';
import { useTitle } from '../shell/page.tsx';
import { DayCalendar } from './day-calendar.tsx';
import styles from './home-page.module.css';
import { ItemState, MissedState, TodayState } from './item-state.tsx';
import { functionIcon } from './menu-entries.ts';
import { TodayPanel } from './today-panel.tsx';
import { words } from './words.ts';

/** 功能选择: today and the counts on top, then the functions of the person's group (SPEC G4.1, G0). */
export function HomePage() {
  const { code } = usePublicProgramme();
  const { mine } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const daily = dailyFormOf(mine);
  useTitle(t('home'));
  const services = servicesOf(mine).filter(({ service }) => service.kind === 'reports');
  const openDay = (day: string) =>
    daily &&
    void navigate({
      to: '/$programme/records/$form',
      params: { programme: code, form: daily.definition.code },
      search: { day },
    });
  return (
    <>
      <TodayPanel />
      <div className={styles.home}>
        <div>
          {services.map(({ service, forms }) => (
            <section key={service.code} aria-label={text(service.name)}>
              <div className={styles.tiles}>
                {reportFunctions(forms).map((each) => (
                  <Tile key={each.path} each={each} />
                ))}
              </div>
            </section>
          ))}
        </div>
        {daily && (
          <Panel title={t('calendar')}>
            <DayCalendar form={daily} onOpen={openDay} />
          </Panel>
        )}
      </div>
    </>
  );
}

function Tile({ each }: { each: ReportFunction }) {
  const { code } = usePublicProgramme();
  const text = useText();
  const { path, title } = each;
  const Icon = useMemo(() => functionIcon(each), [each]);
  const address: string = `/${code}/${path}`;
  return (
    <Link to={address} className={styles.tile}>
      <span className={styles.icon} aria-hidden="true">
        <Icon />
      </span>
      <span className={styles.text}>
        <span className={styles.title}>{text(title)}</span>
        <span className={styles.state}>
          <TileState each={each} />
        </span>
      </span>
    </Link>
  );
}

function TileState({ each }: { each: ReportFunction }): ReactNode {
  const t = useWords(words);
  switch (each.kind) {
    case 'daily':
      return <TodayState />;
    case 'missed':
      return <MissedState />;
    case 'single':
    case 'many':
      return <ItemState form={each.form} />;
    case 'records':
      return <span className={textStyles.soft}>{t('toSee')}</span>;
    case 'summary':
      return <span className={textStyles.soft}>{t('toPrint')}</span>;
  }
}
