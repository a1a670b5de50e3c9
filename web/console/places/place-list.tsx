import { StopOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { inBrackets } from '../../../forms/joiners.ts';
import { type PlaceKind, places } from '../../../modules/places/contract.ts';
import { EmptyState, ErrorState } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import {
  ColumnChoice,
  type DataColumn,
  DataTable,
  MoreRows,
  useColumns,
} from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { PlacePicker } from '../shell/place-picker.tsx';
import { placeName } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { type FoundPlace, isDivision, type ListedKind, pathOf, type WholePlace } from './place.ts';
import type { Dialog } from './place-pages.tsx';
import { SwitchPlace } from './switch-place.tsx';
import { placeWords } from './words.ts';

type PlaceListProps = {
  kind: ListedKind;
  /** The region whose places are shown; those of all where left out. */
  region: WholePlace | undefined;
  isWaiting: boolean;
  onAct: (dialog: Dialog) => void;
};

/** What the page of organisations lists. */
const kinds = ['organisation', 'region'] as const;

/** Places by name, page by page; regions in place of organisations where they are asked for. */
export function PlaceList({ kind, region, isWaiting, onAct }: PlaceListProps) {
  const t = useWords(placeWords);
  const address = useAddress();
  const [typed, setTyped] = useState('');
  const [belowId, setBelowId] = useState<number>();
  const [shown, setShown] = useState<PlaceKind>(kind);
  const text = useDeferredValue(typed.trim());
  const state = address.text('state');
  const lang = useLang();
  const listed = useInfiniteQuery({
    ...pagesFor(places.search, {
      body: {
        ...{ kind: shown, lang },
        ...(text && { text }),
        ...(state && { open: state === 'open' }),
        ...(region && isDivision(region.code) && { region: region.code }),
        ...(region && !isDivision(region.code) && { belowId: region.id }),
        ...(belowId && { belowId }),
      },
    }),
    enabled: !isWaiting,
  });
  const rows = listed.data?.pages.flatMap(({ items }) => items) ?? [];
  const choice = useColumns(`places-${kind}`, usePlaceColumns(onAct));
  const isFiltered = Boolean(text || state || region || belowId);
  return (
    <>
      <div className={filtersStyles.filters}>
        <Input.Search
          className={filtersStyles.search}
          allowClear
          placeholder={t(`find_${kind}`)}
          aria-label={t(`find_${kind}`)}
          onChange={(event) => setTyped(event.target.value)}
        />
        {kind === 'organisation' && (
          <Select<PlaceKind>
            aria-label={t('kind')}
            value={shown}
            popupMatchSelectWidth={false}
            options={kinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
            onChange={setShown}
          />
        )}
        <PlacePicker
          value={belowId}
          onChange={setBelowId}
          placeholder={t('above')}
          {...(region && { belowId: region.id })}
        />
        <Select<string>
          aria-label={t('state')}
          value={state ?? 'all'}
          popupMatchSelectWidth={false}
          options={[
            { value: 'all', label: t('anyState') },
            { value: 'open', label: t('inUse') },
            { value: 'closed', label: t('disabled') },
          ]}
          onChange={(next) => address.set({ state: next === 'all' ? undefined : next })}
        />
        <ColumnChoice choice={choice} />
      </div>
      {listed.isError ? (
        <ErrorState error={listed.error} retry={() => void listed.refetch()} />
      ) : (
        <DataTable
          columns={choice.shown}
          rows={rows}
          rowKey={({ id }) => id}
          loading={listed.isPending}
          empty={
            isFiltered ? (
              <EmptyState title={t('noMatch')} hint={t('noMatchHint')} />
            ) : (
              <EmptyState title={t(`empty_${shown}`)} hint={t(`emptyHint_${shown}`)} />
            )
          }
          footer={<MoreRows pages={listed} count={rows.length} />}
        />
      )}
    </>
  );
}

/** Both names, whichever language is read. */
function useName() {
  const lang = useLang();
  return (place: FoundPlace) => {
    const [name, other] = [placeName(place, lang), placeName(place, lang === 'zh' ? 'en' : 'zh')];
    return { name, other: other === name ? undefined : other };
  };
}

function usePlaceColumns(onAct: (dialog: Dialog) => void): DataColumn<FoundPlace>[] {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const can = useCan();
  const nameOf = useName();
  const actions: DataColumn<FoundPlace> = {
    ...{ key: 'actions', title: shell('actions'), width: 216, always: true, pinned: true },
    render: (place) => <Actions place={place} onAct={onAct} />,
  };
  return [
    {
      ...{ key: 'name', title: t('name'), width: 170, always: true },
      cut: (place) => [place.nameZh, place.nameEn].join(' · '),
      render: (place) => {
        const { name, other } = nameOf(place);
        return (
          <>
            {name} {other && <span className={textStyles.soft}>{other}</span>}
          </>
        );
      },
    },
    {
      ...{ key: 'above', title: t('above'), width: 140 },
      cut: (place) => pathOf(place, lang),
      render: (place) => <Above place={place} />,
    },
    {
      key: 'division',
      title: t('regionLabel'),
      width: 130,
      cut: ({ region }) => region?.[lang] ?? '',
    },
    { key: 'address', title: t('address'), width: 110, cut: ({ address }) => address ?? '' },
    { key: 'remark', title: t('remark'), width: 140, off: true, cut: ({ remark }) => remark ?? '' },
    { key: 'code', title: t('code'), width: 120, off: true, cut: ({ code }) => code },
    {
      ...{ key: 'state', title: t('state'), width: 110 },
      render: (place) => <State place={place} />,
    },
    ...(can('place.manage') ? [actions] : []),
  ];
}

/** The nearest place above it, and where that stands. */
function Above({ place: { above } }: { place: FoundPlace }) {
  const lang = useLang();
  const nearest = above.at(-1);
  if (!nearest) return null;
  const rest = pathOf({ above: above.slice(0, -1) }, lang);
  return (
    <>
      {placeName(nearest, lang)}
      {rest && <span className={textStyles.soft}>{inBrackets(rest, lang)}</span>}
    </>
  );
}

function State({ place: { open, disabled } }: { place: FoundPlace }) {
  const t = useWords(placeWords);
  if (open) return t('inUse');
  return (
    <StateMark colour="grey" icon={<StopOutlined />}>
      {t(disabled ? 'disabled' : 'closedAbove')}
    </StateMark>
  );
}

function Actions({ place, onAct }: { place: FoundPlace; onAct: (dialog: Dialog) => void }) {
  const t = useWords(placeWords);
  return (
    <>
      <Button type="link" size="small" onClick={() => onAct({ kind: 'edit', place })}>
        {t('edit')}
      </Button>
      <Button
        type="link"
        size="small"
        // What has no parent within one's sight cannot be moved by oneself.
        disabled={place.above.length === 0}
        onClick={() => onAct({ kind: 'move', place })}
      >
        {t('move')}
      </Button>
      <SwitchPlace place={place} />
    </>
  );
}
