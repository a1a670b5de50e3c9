import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useDeferredValue, useState } from 'react';
import { isDay } from '../../../forms/days.ts';
import { oversight } from '../../../modules/oversight/contract.ts';
import { auditActions } from '../../../modules/registry.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { linkTo } from '../../shared/api.ts';
import { formatInstant, zoneName } from '../../shared/format.ts';
import { type Lang, type Text, useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor, queryFor } from '../../shared/query-for.ts';
import { useAddress } from '../shell/address.ts';
import {
  ColumnChoice,
  type DataColumn,
  DataTable,
  MoreRows,
  useColumns,
} from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import styles from './audit.module.css';
import { auditWords } from './words.ts';

type Entry = ResponseOf<typeof oversight.audit>['items'][number];

/** The audit trail of one's places. */
export default function Audit() {
  return (
    <RequirePermission permission="audit.read">
      <Trail />
    </RequirePermission>
  );
}

function useAuditColumns(zone: string | undefined, only: (who: Who) => void): DataColumn<Entry>[] {
  const t = useWords(auditWords);
  const lang = useLang();
  return [
    {
      key: 'at',
      title: zone ? t('at', { zone: zoneName(zone, lang) }) : t('time'),
      width: 150,
      always: true,
      cut: ({ at }) => formatInstant(at, lang, undefined, zone),
    },
    {
      key: 'action',
      title: t('action'),
      width: 170,
      always: true,
      cut: ({ action }) => actionName(action, lang),
    },
    {
      key: 'actor',
      title: t('actor'),
      width: 120,
      render: ({ actorId, actorName }) => (
        <Name
          name={actorName ?? t('system')}
          title={t('onlyActor')}
          onOnly={actorId && (() => only({ actor: { id: actorId, name: actorName ?? '' } }))}
        />
      ),
    },
    {
      key: 'person',
      title: t('person'),
      width: 140,
      render: ({ personId, personName }) => (
        <Name
          name={personName ?? ''}
          title={t('onlyPerson')}
          onOnly={personId && (() => only({ person: { id: personId, name: personName ?? '' } }))}
        />
      ),
    },
    {
      key: 'place',
      title: t('place'),
      width: 170,
      cut: ({ placeZh, placeEn }) => (lang === 'zh' ? placeZh : placeEn) ?? '',
    },
    { key: 'reason', title: t('reason'), width: 140, cut: ({ reason }) => reason ?? '' },
    {
      key: 'details',
      title: t('details'),
      width: 240,
      cut: ({ inWords }) => inWords[lang],
    },
  ];
}

type Found = ResponseOf<typeof oversight.findPeople>[number];

/** Whom the trail is narrowed to; names stand in no address. */
type Who = { actor?: Found | undefined; person?: Found | undefined };

/** A name that narrows the trail to whoever has it. */
function Name(props: { name: string; title: string; onOnly: (() => void) | null | '' }) {
  const { name, title, onOnly } = props;
  if (!onOnly || name === '') return name;
  return (
    <Button type="link" size="small" className={styles.name} title={title} onClick={onOnly}>
      {name}
    </Button>
  );
}

const words: Record<string, Text> = auditActions;

/** The action in words; one that only an earlier release declared is shown by its code. */
const actionName = (action: string, lang: Lang): string => words[action]?.[lang] ?? action;

function Trail() {
  const can = useCan();
  const t = useWords(auditWords);
  const address = useAddress();
  const [who, setWho] = useState<Who>({});
  const action = address.text('action');
  const [from, to] = [address.text('from'), address.text('to')];
  const filters = {
    ...(action && { action }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
    ...(who.actor && { actorId: who.actor.id }),
    ...(who.person && { personId: who.person.id }),
  };
  const trail = useInfiniteQuery(pagesFor(oversight.audit, { query: filters }));
  const rows = trail.data?.pages.flatMap(({ items }) => items) ?? [];
  const zone = trail.data?.pages[0]?.zone;
  const choice = useColumns(
    'audit',
    useAuditColumns(zone, (more) => setWho((now) => ({ ...now, ...more }))),
  );
  return (
    <>
      <PageHead title={t('audit')} note={t('note')}>
        {can('audit.export') && <ExportLinks filters={filters} />}
        <ColumnChoice choice={choice} />
      </PageHead>
      <Panel>
        <Filters {...{ who, setWho }} />
        {trail.isError ? (
          <ErrorState error={trail.error} retry={() => void trail.refetch()} />
        ) : (
          <DataTable
            columns={choice.shown}
            rows={rows}
            rowKey={({ id }) => id}
            loading={trail.isPending}
            empty={<EmptyState title={t('empty')} hint={t('emptyHint')} />}
            footer={<MoreRows pages={trail} count={rows.length} />}
          />
        )}
      </Panel>
    </>
  );
}

/** What was looked for as a file; the browser downloads it while the server still makes it. */
function ExportLinks({ filters }: { filters: object }) {
  const t = useWords(auditWords);
  const lang = useLang();
  return (['xlsx', 'csv'] as const).map((format) => (
    <Button
      key={format}
      icon={<DownloadOutlined aria-hidden="true" />}
      href={linkTo(oversight.exportAudit, { query: { ...filters, format, lang } })}
      download
    >
      {t('exportAs', { format: format.toUpperCase() })}
    </Button>
  ));
}

function Filters({ who, setWho }: { who: Who; setWho: (who: Who) => void }) {
  const t = useWords(auditWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const address = useAddress();
  const action = address.text('action');
  const [from, to] = [address.text('from'), address.text('to')];
  return (
    <div className={filtersStyles.filters}>
      <Select
        className={filtersStyles.search}
        aria-label={t('action')}
        placeholder={t('allActions')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        {...(action && { value: action })}
        options={Object.entries(auditActions).map(([value, label]) => ({
          value,
          label: label[lang],
        }))}
        onChange={(next?: string) => address.set({ action: next })}
      />
      <PersonFilter as="actor" value={who.actor} onChange={(actor) => setWho({ ...who, actor })} />
      <PersonFilter
        as="person"
        value={who.person}
        onChange={(person) => setWho({ ...who, person })}
      />
      <DatePicker.RangePicker
        aria-label={`${shell('from')} – ${shell('to')}`}
        placeholder={[shell('from'), shell('to')]}
        value={isDay(from) && isDay(to) ? [dayjs(from), dayjs(to)] : null}
        onChange={(range) =>
          address.set({
            from: range?.[0]?.format('YYYY-MM-DD'),
            to: range?.[1]?.format('YYYY-MM-DD'),
          })
        }
      />
    </div>
  );
}

/** Looks for somebody by a part of the name. */
function PersonFilter(props: {
  as: 'actor' | 'person';
  value: Found | undefined;
  onChange: (found: Found | undefined) => void;
}) {
  const { as, value, onChange } = props;
  const t = useWords(auditWords);
  const [typed, setTyped] = useState('');
  const name = useDeferredValue(typed.trim());
  const found = useQuery({
    ...queryFor(oversight.findPeople, { body: { as, name } }),
    enabled: name !== '',
  });
  const others = (found.data ?? []).filter(({ id }) => id !== value?.id);
  const known = [...(value ? [value] : []), ...others];
  return (
    <Select
      className={filtersStyles.search}
      aria-label={t(as)}
      placeholder={t(as)}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={name === '' ? t('typeName') : t('nobodyFound')}
      value={value?.id}
      options={known.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(id?: string) => onChange(known.find((one) => one.id === id))}
    />
  );
}
