import { CheckCircleOutlined, ImportOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Nothing, PageHead, Panel, Trouble } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { words as formWords } from '../../shared/antd/words.ts';
import { askingPages } from '../../shared/asking.ts';
import { shownDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { attributeText } from '../reports/attributes.ts';
import { usePersonColumns } from '../reports/missing-drawer.tsx';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import {
  type BigColumn,
  BigTable,
  ColumnChoice,
  MoreRows,
  useColumns,
} from '../shell/big-table.tsx';
import { GroupFilter, PlaceFilter } from '../shell/filters.tsx';
import { Needs } from '../shell/pages.tsx';
import { usePlaces, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.tsx';
import { programmeWords } from './words.ts';

export type Enrolled = ResponseOf<typeof programmes.roster>['items'][number];

/** Everybody who takes part, to be found by name and card number. */
export default function Roster() {
  return (
    <Needs permission="roster.read">
      <RosterPage />
    </Needs>
  );
}

/** Columns of lists of enrolled people; the programme's own attributes among them. */
export function useRosterColumns(): BigColumn<Enrolled>[] {
  const say = useWords(programmeWords);
  const form = useWords(formWords);
  const lang = useLang();
  const { definition } = useProgramme();
  const columns = usePersonColumns() as BigColumn<Enrolled>[];
  return [
    ...columns,
    {
      key: 'state',
      title: say('state'),
      width: 150,
      render: ({ withdrawnOn }) =>
        withdrawnOn ? (
          <StateMark colour="grey" icon={<MinusCircleOutlined />}>
            {say('withdrawnOn', { day: shownDay(withdrawnOn, lang, 'bare') })}
          </StateMark>
        ) : (
          <StateMark colour="ink" icon={<CheckCircleOutlined />}>
            {say('active')}
          </StateMark>
        ),
    },
    ...definition.attributes.map(
      (attribute): BigColumn<Enrolled> => ({
        key: `attribute:${attribute.code}`,
        title: attribute.label[lang],
        width: 130,
        cut: ({ attributes }) => attributeText(attribute, attributes[attribute.code], lang, form),
      }),
    ),
    {
      key: 'starts',
      title: say('starts'),
      width: 110,
      off: true,
      render: ({ startsOn }) => startsOn,
    },
    {
      key: 'ends',
      title: say('ends'),
      width: 130,
      off: true,
      render: ({ endsOn }) => endsOn ?? <span className="ax-soft">{say('untilEnd')}</span>,
    },
    {
      key: 'activated',
      title: say('activated'),
      width: 130,
      render: ({ activated }) => {
        const apps = (['portal', 'desk'] as const).filter((app) => activated.includes(app));
        if (apps.length === 0) return <span className="ax-soft">{say('activatedNone')}</span>;
        return apps.map((app) => say(`app_${app}`)).join(' · ');
      },
    },
  ];
}

type State = 'active' | 'withdrawn';

function RosterPage() {
  const say = useWords(programmeWords);
  const can = useCan();
  const navigate = useNavigate();
  const programme = useProgramme();
  const address = useAddress();
  const person = usePersonDrawer();
  const search = address.text('search');
  const placeId = address.number('place');
  const group = address.text('group');
  const named = address.text('state');
  const state: State | undefined = named === 'active' || named === 'withdrawn' ? named : undefined;
  const people = useInfiniteQuery(
    askingPages(programmes.roster, {
      params: { id: programme.id },
      query: {
        ...(search && { search }),
        ...(placeId !== undefined && { placeId }),
        ...(group && { group }),
        ...(state && { state }),
      },
    }),
  );
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  const choice = useColumns('roster', useRosterColumns());
  const places = usePlaces();
  const filtered = Boolean(search || placeId || group || state);
  const toImports = () =>
    void navigate({ to: '/p/$programme/imports', params: { programme: programme.code } });
  const importButton = can('roster.import') && (
    <Button type="primary" icon={<ImportOutlined />} onClick={toImports}>
      {say('import')}
    </Button>
  );
  return (
    <>
      <PageHead title={say('roster')} note={say('rosterNote', { count: programme.enrolled })}>
        <ColumnChoice choice={choice} />
        {importButton}
      </PageHead>
      <Panel>
        <div className="cs-filters">
          <Input.Search
            className="cs-search"
            allowClear
            defaultValue={search}
            placeholder={say('search')}
            aria-label={say('search')}
            onSearch={(typed) => address.set({ search: typed.trim() || undefined })}
          />
          <PlaceFilter
            places={places.data ?? []}
            value={placeId}
            onChange={(next) => address.set({ place: next })}
          />
          <GroupFilter value={group} onChange={(next) => address.set({ group: next })} />
          <Select<State>
            className="cs-filter-group"
            aria-label={say('state')}
            placeholder={say('allStates')}
            allowClear
            {...(state && { value: state })}
            options={[
              { value: 'active', label: say('active') },
              { value: 'withdrawn', label: say('withdrawn') },
            ]}
            onChange={(next?: State) => address.set({ state: next })}
          />
        </div>
        {people.isError ? (
          <Trouble error={people.error} retry={() => void people.refetch()} />
        ) : (
          <BigTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ enrolmentId }) => enrolmentId}
            loading={people.isPending}
            onOpen={({ enrolmentId }) => person.open(enrolmentId)}
            empty={
              filtered ? (
                <Nothing title={say('noMatch')} hint={say('noMatchHint')} />
              ) : (
                <Nothing title={say('empty')} hint={say('emptyHint')}>
                  {importButton}
                </Nothing>
              )
            }
            footer={<MoreRows pages={people} count={rows.length} />}
          />
        )}
      </Panel>
    </>
  );
}
