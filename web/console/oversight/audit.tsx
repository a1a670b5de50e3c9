import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { isDay } from '../../../forms/days.ts';
import { auditKindNames, oversight } from '../../../modules/oversight/contract.ts';
import { auditActions } from '../../../modules/registry.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { linkTo } from '../../shared/api.ts';
import { formatInstant, zoneName } from '../../shared/format.ts';
import { type Lang, type Text, useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { useAddress } from '../shell/address.ts';
import {
  ColumnChoice,
  type DataColumn,
  DataTable,
  MoreRows,
  useColumns,
} from '../shell/data-table.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { useCan } from '../shell/session.ts';
import styles from './audit.module.css';
import { Filters, kindIn, type Who } from './audit-filters.tsx';
import { ShownDrawer } from './shown-drawer.tsx';
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

function useAuditColumns(
  zone: string | undefined,
  only: (who: Who) => void,
  open: (entry: Entry) => void,
): DataColumn<Entry>[] {
  const t = useWords(auditWords);
  const lang = useLang();
  return [
    {
      key: 'at',
      title: zone ? t('at', { zone: zoneName(zone, lang) }) : t('time'),
      width: 180,
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
      key: 'kind',
      title: t('kind'),
      width: 84,
      render: ({ kind }) => <Tag>{auditKindNames[kind][lang]}</Tag>,
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
      render: (entry) => <PersonCell entry={entry} only={only} open={open} />,
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

/** Whom an entry concerns: one person by name, or how many its list showed, who are listed at a click. */
function PersonCell(props: {
  entry: Entry;
  only: (who: Who) => void;
  open: (entry: Entry) => void;
}) {
  const { entry, only, open } = props;
  const t = useWords(auditWords);
  const { personId, personName, shown } = entry;
  if (shown > 0) {
    const count = shown === mostCounted ? `${shown}+` : shown;
    return (
      <Button type="link" size="small" className={styles.name} onClick={() => open(entry)}>
        {t('shownPeople', { count })}
      </Button>
    );
  }
  return (
    <Name
      name={personName ?? ''}
      title={t('onlyPerson')}
      onOnly={personId && (() => only({ person: { id: personId, name: personName ?? '' } }))}
    />
  );
}

/** The server counts no further. */
const mostCounted = 1_000;

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
  const [opened, setOpened] = useState<Entry | null>(null);
  const kind = kindIn(address.text('state'));
  const placeId = address.number('place');
  const filters = {
    ...(action && { action }),
    ...(kind && { kind }),
    ...(placeId !== undefined && { placeId }),
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
    useAuditColumns(zone, (more) => setWho((now) => ({ ...now, ...more })), setOpened),
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
      <ShownDrawer
        entry={opened}
        onClose={() => setOpened(null)}
        onOnly={(person) => {
          setWho((now) => ({ ...now, person }));
          setOpened(null);
        }}
      />
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
