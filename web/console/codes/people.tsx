import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useEffect } from 'react';
import { type CodeColour, codeColours, colourNames } from '../../../forms/colours.ts';
import { shortInstant } from '../../../forms/wall-time.ts';
import { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { formatInstant, zoneName } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { usePersonColumns } from '../shell/person-columns.ts';
import { PlacePicker } from '../shell/place-picker.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { codePeopleWords } from './people-words.ts';

type Coloured = ResponseOf<typeof codes.people>['items'][number];

/** Who has which colour now: the list behind the figures of the overview. */
export default function People() {
  return (
    <RequirePermission permission="code.read">
      <PeopleList />
    </RequirePermission>
  );
}

/** The worst, which somebody is to look after, where the address names none. */
const usual: CodeColour = 'red';

/** So many pages on which nobody is found are asked for unasked. */
const goesOn = 60;

function PeopleList() {
  const t = useWords(codePeopleWords);
  const text = useText();
  const lang = useLang();
  const { id: programmeId, definition } = useProgramme();
  const address = useAddress();
  const person = usePersonDrawer();
  const columns = useColouredColumns();
  const placeId = address.number('place');
  const colour = codeColours.find((each) => each === address.text('colour')) ?? usual;
  const people = useInfiniteQuery(
    pagesFor(codes.people, {
      body: { programmeId, colour, ...(placeId !== undefined && { placeId }) },
    }),
  );
  const pages = people.data?.pages ?? [];
  const rows = pages.flatMap(({ items }) => items);
  const { hasNextPage, isFetching, isError, fetchNextPage } = people;
  const isUnfinished = rows.length === 0 && hasNextPage;
  const mayGoOn = isUnfinished && !isError && pages.length < goesOn;
  useEffect(() => {
    if (mayGoOn && !isFetching) void fetchNextPage();
  }, [mayGoOn, isFetching, fetchNextPage]);
  const countedAt = pages[0]?.countedAt;
  const counted = countedAt && formatInstant(countedAt, lang, definition.zone);
  const name = text(colourNames[colour]);
  return (
    <>
      <PageHead
        title={t('people')}
        note={[t('peopleNote'), counted && t('counted', { time: counted })]
          .filter(Boolean)
          .join(lang === 'zh' ? '' : ' ')}
      />
      <Panel>
        <div className={filtersStyles.filters}>
          <Select<CodeColour>
            className={filtersStyles.group}
            aria-label={t('colour')}
            value={colour}
            options={codeColours.map((value) => ({ value, label: <CodeMark colour={value} /> }))}
            onChange={(next) => address.set({ colour: next })}
          />
          <PlacePicker value={placeId} onChange={(next) => address.set({ place: next })} />
        </div>
        {isError ? (
          <ErrorState error={people.error} retry={() => void people.refetch()} />
        ) : (
          <DataTable
            columns={columns}
            rows={rows}
            rowKey={({ enrolmentId }) => enrolmentId}
            loading={people.isPending || mayGoOn}
            onOpen={({ enrolmentId }) => person.open(enrolmentId)}
            empty={
              isUnfinished ? (
                <EmptyState title={t('searching')}>
                  <Button onClick={() => void fetchNextPage()}>{t('goOn')}</Button>
                </EmptyState>
              ) : (
                <EmptyState title={t('none', { colour: name })} hint={t('noneHint')} />
              )
            }
            footer={<MoreRows pages={people} count={rows.length} />}
          />
        )}
      </Panel>
    </>
  );
}

function useColouredColumns(): DataColumn<Coloured>[] {
  const t = useWords(codePeopleWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const ofPerson = usePersonColumns();
  // Why and where tell most, and stand where a narrow screen shows them.
  const named = (...keys: string[]) => ofPerson.filter(({ key }) => keys.includes(key));
  return [
    ...named('name'),
    { key: 'label', title: t('label'), width: 190, cut: ({ label }) => label[lang] },
    {
      key: 'since',
      title: t('sinceHead', { zone: zoneName(zone, lang) }),
      width: 150,
      render: ({ since }) => (
        <span className={textStyles.number}>{since ? shortInstant(since, zone) : '–'}</span>
      ),
    },
    ...named('place'),
    ...named('identifiers', 'group'),
  ];
}
