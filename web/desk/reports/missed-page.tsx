import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Table } from 'antd';
import { daysBetween } from '../../../forms/days.ts';
import type { Day } from '../../../forms/definition.ts';
import { Loaded, Nothing, Panel } from '../../shared/antd/pc-parts.tsx';
import { shownDay } from '../../shared/format.ts';
import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import { useEntrance } from '../../shared/member/entrance.ts';
import { findForm } from '../../shared/member/forms.ts';
import { missedOf } from '../../shared/member/queries.ts';
import { useMember } from '../../shared/member/session.ts';
import { ActLink } from '../shell/act-link.tsx';
import { Page } from '../shell/page.tsx';
import { FormGone } from './form-gone.tsx';
import { missedTitle } from './titles.ts';
import { words } from './words.ts';

/** 健康信息补录: the missed days; pick one, fill it in (SPEC G4.4). */
export function MissedPage() {
  const { form } = useParams({ from: '/$programme/member/missed/$form' });
  const { account, mine } = useMember();
  const say = useWords(words);
  const text = useSay();
  const missed = useQuery(missedOf(account));
  if (!findForm(mine, form)) return <FormGone />;
  return (
    <Page title={text(missedTitle)}>
      <Panel className="dk-missed">
        <Loaded query={missed}>
          {({ days, canBackfill }) =>
            days.length === 0 ? (
              <Nothing title={say('nothingMissedTitle')} hint={say('nothingMissedText')} />
            ) : (
              <MissedDays {...{ form, days, canBackfill }} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function MissedDays(props: { form: string; days: Day[]; canBackfill: boolean }) {
  const { form, days, canBackfill } = props;
  const { code } = useEntrance();
  const { overview } = useMember();
  const say = useWords(words);
  const lang = useLang();
  const count = days.length;
  const ago = (day: Day) => {
    const passed = daysBetween(day, overview.today);
    return passed === 1 ? say('yesterday') : say('daysAgo', { count: passed });
  };
  return (
    <>
      <p className="dk-lead">
        <strong>{say(canBackfill ? 'missedIntro' : 'missedClosed', { count })}</strong>{' '}
        {canBackfill && count > 1 && <span className="ax-soft">{say('earliestFirst')}</span>}
      </p>
      <Table<{ day: Day }>
        size="small"
        rowKey="day"
        pagination={count > 31 ? { pageSize: 31 } : false}
        dataSource={days.map((day) => ({ day }))}
        columns={[
          { key: 'day', title: say('date'), render: (_, { day }) => shownDay(day, lang) },
          { key: 'ago', title: say('ago'), render: (_, { day }) => ago(day) },
          {
            key: 'fill',
            title: <span className="ax-sr">{say('act')}</span>,
            align: 'end',
            render: (_, { day }, index) =>
              canBackfill && (
                <ActLink to={`/${code}/forms/${form}/days/${day}`} main={index === 0}>
                  {say('fillIn')}
                  <span className="ax-sr"> {shownDay(day, lang)}</span>
                </ActLink>
              ),
          },
        ]}
      />
    </>
  );
}
