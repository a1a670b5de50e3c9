import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { dailyFormOf } from '../../shared/participant/forms.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { FunctionIcon } from '../shell/function-icon.tsx';
import { type DeskFunction, functionsOf } from '../shell/functions.ts';
import { useTitle } from '../shell/page.tsx';
import { words as common } from '../words.ts';
import { DayCalendar } from './day-calendar.tsx';
import { ItemState, MissedState, TodayState } from './item-state.tsx';
import { TodayPanel } from './today-panel.tsx';
import { words } from './words.ts';

/** 功能选择: today and the counts on top, then the functions of the person's group (SPEC G4.1, G0). */
export function HomePage() {
  const { code } = usePublicProgramme();
  const { mine } = useParticipant();
  const t = useWords(words);
  const shell = useWords(common);
  const text = useText();
  const navigate = useNavigate();
  const daily = dailyFormOf(mine);
  useTitle(shell('home'));
  const groups = functionsOf(mine).filter(({ service }) => service.kind === 'reports');
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
      <div className="dk-home">
        <div>
          {groups.map(({ service, functions }) => (
            <section key={service.code} aria-label={text(service.name)}>
              <div className="dk-tiles">
                {functions.map((each) => (
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

function Tile({ each }: { each: DeskFunction }) {
  const { code } = usePublicProgramme();
  const text = useText();
  const address: string = `/${code}/${each.path}`;
  return (
    <Link to={address} className="dk-tile">
      <span className="dk-tile-icon" aria-hidden="true">
        <FunctionIcon kind={each.kind} />
      </span>
      <span className="dk-tile-text">
        <span className="dk-tile-title">{text(each.title)}</span>
        <span className="dk-tile-state">
          <TileState each={each} />
        </span>
      </span>
    </Link>
  );
}

function TileState({ each }: { each: DeskFunction }): ReactNode {
  const t = useWords(words);
  switch (each.kind) {
    case 'daily':
      return <TodayState />;
    case 'missed':
      return <MissedState />;
    case 'form':
      return each.form && <ItemState form={each.form} />;
    case 'records':
      return <span className="ax-soft">{t('toSee')}</span>;
    case 'summary':
      return <span className="ax-soft">{t('toPrint')}</span>;
    default:
      return null;
  }
}
