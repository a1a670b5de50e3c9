import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { staff } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { linkTo, upload } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import { importMarks } from '../shell/import-marks.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { useCan } from '../shell/session.ts';
import { UploadArea } from '../shell/upload-area.tsx';
import { placeImportWords } from './place-import-words.ts';

export type PlaceImport = ResponseOf<typeof staff.placeImport>;

/** The server is at work on it. */
export const isMoving = ({ state }: PlaceImport): boolean =>
  state === 'checking' || state === 'importing';

/** 机构批量导入: out, changed in a spreadsheet, and in again. */
export default function PlaceImports() {
  const t = useWords(placeImportWords);
  const can = useCan();
  return (
    <RequirePermission permission="place.manage">
      <PageHead title={t('imports')} note={t('note')}>
        {can('place.export') && <Exports />}
      </PageHead>
      <Panel>
        <PlacesUpload />
      </Panel>
      <Panel title={t('latest')}>
        <Latest />
      </Panel>
    </RequirePermission>
  );
}

function Exports() {
  const t = useWords(placeImportWords);
  const items = (['xlsx', 'csv'] as const).flatMap((format) =>
    (['zh', 'en'] as const).map((lang) => ({
      key: `${format}-${lang}`,
      label: (
        <a href={linkTo(staff.exportPlaces, { query: { format, lang } })} download>
          {t('exportLabel', { format: format.toUpperCase(), language: t(`language_${lang}`) })}
        </a>
      ),
    })),
  );
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<DownloadOutlined />}>{t('export')}</Button>
    </Dropdown>
  );
}

function useOpenImport() {
  const navigate = useNavigate();
  return (importId: string) =>
    void navigate({ to: '/place-imports/$importId', params: { importId } });
}

function PlacesUpload() {
  const t = useWords(placeImportWords);
  const open = useOpenImport();
  const queries = useQueryClient();
  const send = async (file: File, progress: (part: number) => void) => {
    const { id } = await upload(staff.startPlaceImport, file, { progress });
    void queries.invalidateQueries({ queryKey: [staff.placeImports.url] });
    open(id);
  };
  return <UploadArea send={send} title={t('drop')} hint={t('dropHint')} />;
}

/** Where an import stands. */
export function PlaceImportState({ state }: Pick<PlaceImport, 'state'>) {
  const t = useWords(placeImportWords);
  return <StateMark {...importMarks[state]}>{t(`state_${state}`)}</StateMark>;
}

function Latest() {
  const t = useWords(placeImportWords);
  const lang = useLang();
  const open = useOpenImport();
  const list = useInfiniteQuery({
    ...pagesFor(staff.placeImports),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isMoving)) ? 2000 : false,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const result = ({ state, counts }: PlaceImport) => {
    if (state === 'checked') return t('counts', counts);
    return state === 'done' ? t('doneCounts', counts) : '';
  };
  const columns: DataColumn<PlaceImport>[] = [
    { key: 'file', title: t('file'), cut: ({ fileName }) => fileName, width: 240 },
    {
      key: 'startedAt',
      title: t('startedAt'),
      width: 190,
      cut: ({ createdAt }) => formatInstant(createdAt, lang),
    },
    {
      key: 'state',
      title: t('state'),
      width: 210,
      render: ({ state }) => <PlaceImportState state={state} />,
    },
    { key: 'result', title: t('result'), width: 420, render: result },
  ];
  if (list.isError) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      loading={list.isPending}
      onOpen={({ id }) => open(id)}
      empty={<EmptyState title={t('none')} hint={t('noneHint')} />}
      footer={<MoreRows pages={list} count={rows.length} />}
    />
  );
}
