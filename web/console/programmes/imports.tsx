import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { shortInstant } from '../../../forms/wall-time.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { linkTo, upload } from '../../shared/api.ts';
import { zoneName } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import { RequireOnAll } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { SortChoice, useSort } from '../shell/sort-and-jump.tsx';
import { UploadArea } from '../shell/upload-area.tsx';
import {
  type ImportResponse,
  ImportState,
  importOf,
  isMoving,
  ReceiptLine,
} from './import-parts.tsx';
import { importWords } from './import-words.ts';

/** Upload of a roster, and the imports there were. */
export default function Imports() {
  const t = useWords(importWords);
  return (
    <RequireOnAll permission="roster.import">
      <PageHead title={t('imports')} note={t('importsNote')}>
        <Templates />
      </PageHead>
      <Panel>
        <RosterUpload />
      </Panel>
      <Panel title={t('latest')}>
        <Latest />
      </Panel>
    </RequireOnAll>
  );
}

/** An empty roster to fill in, in two formats and languages. */
export function Templates() {
  const t = useWords(importWords);
  const { id } = useProgramme();
  const items = (['xlsx', 'csv'] as const).flatMap((format) =>
    (['zh', 'en'] as const).map((lang) => ({
      key: `${format}-${lang}`,
      label: (
        <a
          href={linkTo(programmes.rosterTemplate, { params: { id }, query: { format, lang } })}
          download
        >
          {t('templateLabel', { format: format.toUpperCase(), lang: t(lang) })}
        </a>
      ),
    })),
  );
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<DownloadOutlined />}>{t('template')}</Button>
    </Dropdown>
  );
}

function useOpenImport() {
  const navigate = useNavigate();
  const { code } = useProgramme();
  return (importId: string) =>
    void navigate({
      to: '/p/$programme/imports/$importId',
      params: { programme: code, importId },
    });
}

/** Takes a roster and goes on to its page. */
function RosterUpload() {
  const t = useWords(importWords);
  const { id } = useProgramme();
  const open = useOpenImport();
  const queries = useQueryClient();
  const send = async (file: File, progress: (part: number) => void) => {
    const started = await upload(programmes.startImport, file, { params: { id }, progress });
    void queries.invalidateQueries({ queryKey: [programmes.imports.url] });
    open(started.id);
  };
  return <UploadArea send={send} title={t('drop')} hint={t('dropHint')} />;
}

const sorts = ['oldest', 'file', 'who'] as const;

function Latest() {
  const t = useWords(importWords);
  const lang = useLang();
  const { id, definition } = useProgramme();
  const open = useOpenImport();
  const sort = useSort(sorts);
  const list = useInfiniteQuery({
    ...pagesFor(programmes.imports, { params: { id }, query: { ...(sort && { sort }) } }),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isMoving)) ? 2000 : false,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: DataColumn<ImportResponse>[] = [
    { key: 'file', title: t('file'), cut: ({ fileName }) => fileName, width: 240 },
    {
      key: 'startedAt',
      title: t('startedAt', { zone: zoneName(definition.zone, lang) }),
      width: 224,
      cut: ({ createdAt }) => shortInstant(createdAt, definition.zone),
    },
    { key: 'who', title: t('uploadedBy'), width: 120, cut: ({ createdBy }) => createdBy ?? '' },
    {
      key: 'state',
      title: t('state'),
      width: 130,
      render: (row) => <ImportState state={row.state} />,
    },
    {
      key: 'result',
      title: t('result'),
      width: 420,
      render: (row) => <ReceiptLine receipt={importOf(row)} />,
    },
  ];
  return (
    <>
      <div className={filtersStyles.filters}>
        <SortChoice sorts={sorts} usual="newest" />
      </div>
      {list.isError ? (
        <ErrorState error={list.error} retry={() => void list.refetch()} />
      ) : (
        <DataTable
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          loading={list.isPending}
          onOpen={(row) => open(row.id)}
          empty={<EmptyState title={t('noImports')} hint={t('noImportsHint')} />}
          footer={<MoreRows pages={list} count={rows.length} />}
        />
      )}
    </>
  );
}
