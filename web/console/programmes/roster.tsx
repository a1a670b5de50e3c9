import {
  CheckCircleOutlined,
  ImportOutlined,
  MinusCircleOutlined,
  UserAddOutlined,
} from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { withinSentence } from '../../../forms/joiners.ts';
import { identifiersLabel } from '../../../forms/sign-in.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { words as formWords } from '../../shared/antd/words.ts';
import { useAppName } from '../../shared/app-names.ts';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import { attributeText } from '../shell/attributes.ts';
import {
  ColumnChoice,
  type DataColumn,
  DataTable,
  MoreRows,
  useColumns,
} from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { GroupFilter } from '../shell/filters.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { usePersonColumns } from '../shell/person-columns.ts';
import { PlacePicker } from '../shell/place-picker.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { JumpLetters, NobodyFrom, SortAndJump, useSort } from '../shell/sort-and-jump.tsx';
import { shellWords } from '../shell/words.ts';
import { ExportRoster } from './export-roster.tsx';
import { HandOutPasswords } from './hand-out-passwords.tsx';
import { AddPerson, ChangePerson, WithdrawPerson } from './person-dialogs.tsx';
import { rosterWords } from './roster-words.ts';

type Enrolled = ResponseOf<typeof programmes.roster>['items'][number];

/** Everybody who takes part, to be found by name and what they are known by. */
export default function Roster() {
  return (
    <RequirePermission permission="roster.read">
      <RosterPage />
    </RequirePermission>
  );
}

/** Columns of lists of enrolled people; the programme's own attributes among them. */
export function useRosterColumns(): DataColumn<Enrolled>[] {
  const t = useWords(rosterWords);
  const appName = useAppName();
  const form = useWords(formWords);
  const lang = useLang();
  const { definition } = useProgramme();
  const columns = usePersonColumns() as DataColumn<Enrolled>[];
  return [
    ...columns,
    {
      key: 'state',
      title: t('state'),
      width: 150,
      render: ({ withdrawnOn }) =>
        withdrawnOn ? (
          <StateMark colour="grey" icon={<MinusCircleOutlined />}>
            {t('withdrawnOn', { day: formatDay(withdrawnOn, lang, 'bare') })}
          </StateMark>
        ) : (
          <StateMark colour="ink" icon={<CheckCircleOutlined />}>
            {t('active')}
          </StateMark>
        ),
    },
    ...definition.attributes.map(
      (attribute): DataColumn<Enrolled> => ({
        key: `attribute:${attribute.code}`,
        title: attribute.label[lang],
        width: 130,
        cut: ({ attributes }) => attributeText(attribute, attributes[attribute.code], lang, form),
      }),
    ),
    {
      key: 'starts',
      title: t('starts'),
      width: 110,
      off: true,
      render: ({ startsOn }) => startsOn,
    },
    {
      key: 'ends',
      title: t('ends'),
      width: 130,
      off: true,
      render: ({ endsOn }) => endsOn ?? <span className={textStyles.soft}>{t('untilEnd')}</span>,
    },
    {
      key: 'activated',
      title: t('activated'),
      width: 130,
      render: ({ activated }) => {
        if (activated.length === 0) {
          return <span className={textStyles.soft}>{t('activatedNone')}</span>;
        }
        return activated.map((app) => appName(app)).join(' · ');
      },
    },
  ];
}

type State = 'active' | 'withdrawn';

/**
 * Who is listed, as the address says it. Not what is looked for: names and phones stand in no address,
 * and so the search lasts as long as the page is shown, under a person's page as well.
 */
function useRosterFilter() {
  const address = useAddress();
  const named = address.text('state');
  const state: State | undefined = named === 'active' || named === 'withdrawn' ? named : undefined;
  return {
    placeId: address.number('place'),
    group: address.text('group'),
    state,
  };
}

const sorts = ['name', 'known', 'group', 'place'] as const;

function RosterPage() {
  const t = useWords(rosterWords);
  const lang = useLang();
  const can = useCan();
  const navigate = useNavigate();
  const programme = useProgramme();
  const person = usePersonDrawer();
  const { placeId, group, state } = useRosterFilter();
  const [search, setSearch] = useState('');
  const [jumpTo, setJumpTo] = useState('');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const sort = useSort(sorts);
  const people = useInfiniteQuery(
    pagesFor(programmes.roster, {
      params: { id: programme.id },
      body: {
        ...(search && { search }),
        ...(placeId !== undefined && { placeId }),
        ...(group && { group }),
        ...(state && { state }),
        ...(sort && { sort, lang }),
        ...(sort && jumpTo && { jumpTo }),
      },
    }),
  );
  const rows = people.data?.pages.flatMap(({ items }) => items) ?? [];
  const actions = usePersonActions(setDialog);
  const choice = useColumns('roster', [
    ...useRosterColumns(),
    ...(can('roster.change') ? [actions] : []),
  ]);
  const identifiers = withinSentence(identifiersLabel(programme.definition.signIn, lang));
  const filtered = Boolean(search || placeId || group || state);
  const toImports = () =>
    void navigate({ to: '/p/$programme/imports', params: { programme: programme.code } });
  const importButton = programme.mayOnAll.includes('roster.import') && (
    <Button type="primary" icon={<ImportOutlined />} onClick={toImports}>
      {t('import')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('roster')} note={t('rosterNote', { count: programme.enrolled })}>
        <ColumnChoice choice={choice} />
        {can('roster.export') && <ExportRoster placeId={placeId} group={group} />}
        <HandOutPasswords placeId={placeId} group={group} />
        {can('roster.change') && (
          <Button icon={<UserAddOutlined />} onClick={() => setDialog({ kind: 'add' })}>
            {t('addPerson')}
          </Button>
        )}
        {importButton}
      </PageHead>
      <Panel>
        <RosterFilters identifiers={identifiers} onSearch={setSearch}>
          <SortAndJump sorts={sorts} usual="added" jumpTo={jumpTo} onJump={setJumpTo} />
        </RosterFilters>
        {sort === 'name' && <JumpLetters jumpTo={jumpTo} onJump={setJumpTo} />}
        {people.isError ? (
          <ErrorState error={people.error} retry={() => void people.refetch()} />
        ) : (
          <DataTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ enrolmentId }) => enrolmentId}
            loading={people.isPending}
            onOpen={({ enrolmentId }) => person.open(enrolmentId)}
            empty={
              sort && jumpTo ? (
                <NobodyFrom jumpTo={jumpTo} />
              ) : filtered ? (
                <EmptyState title={t('noMatch')} hint={t('noMatchHint', { identifiers })} />
              ) : (
                <EmptyState title={t('empty')} hint={t('emptyHint')}>
                  {importButton}
                </EmptyState>
              )
            }
            footer={<MoreRows pages={people} count={rows.length} />}
          />
        )}
      </Panel>
      {dialog && <PersonDialog dialog={dialog} onClose={() => setDialog(null)} />}
    </>
  );
}

type Dialog = { kind: 'add' } | { kind: 'change' | 'again' | 'withdraw'; person: Enrolled };

function PersonDialog({ dialog, onClose }: { dialog: Dialog; onClose: () => void }) {
  if (dialog.kind === 'add') return <AddPerson onClose={onClose} />;
  const { kind, person } = dialog;
  if (kind === 'withdraw') return <WithdrawPerson person={person} onClose={onClose} />;
  return <ChangePerson person={person} again={kind === 'again'} onClose={onClose} />;
}

/** What can be done with a person of the list. */
function usePersonActions(open: (dialog: Dialog) => void): DataColumn<Enrolled> {
  const t = useWords(rosterWords);
  const shell = useWords(shellWords);
  return {
    key: 'actions',
    title: shell('actions'),
    width: 150,
    always: true,
    pinned: true,
    render: (person) => {
      const items = person.withdrawnOn
        ? ([['again', t('again')]] as const)
        : ([
            ['change', t('change')],
            ['withdraw', t('withdrawPerson')],
          ] as const);
      return items.map(([kind, label]) => (
        <Button
          key={kind}
          type="link"
          size="small"
          onClick={(event) => {
            event.stopPropagation();
            open({ kind, person });
          }}
        >
          {label}
        </Button>
      ));
    },
  };
}

function RosterFilters(props: {
  identifiers: string;
  onSearch: (words: string) => void;
  children: ReactNode;
}) {
  const t = useWords(rosterWords);
  const address = useAddress();
  const { placeId, group, state } = useRosterFilter();
  const searchLabel = t('search', { identifiers: props.identifiers });
  return (
    <div className={filtersStyles.filters}>
      <Input.Search
        className={filtersStyles.search}
        allowClear
        placeholder={searchLabel}
        maxLength={100}
        aria-label={searchLabel}
        onSearch={(typed) => props.onSearch(typed.trim())}
      />
      <PlacePicker value={placeId} onChange={(next) => address.set({ place: next })} />
      <GroupFilter value={group} onChange={(next) => address.set({ group: next })} />
      <Select<State>
        className={filtersStyles.group}
        aria-label={t('state')}
        placeholder={t('allStates')}
        allowClear
        {...(state && { value: state })}
        options={[
          { value: 'active', label: t('active') },
          { value: 'withdrawn', label: t('withdrawn') },
        ]}
        onChange={(next?: State) => address.set({ state: next })}
      />
      {props.children}
    </div>
  );
}
