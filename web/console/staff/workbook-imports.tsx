import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { EmptyState, ErrorState, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { upload } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { pagesFor } from '../../shared/query-for.ts';
import { type DataColumn, DataTable, MoreRows } from '../shell/data-table.tsx';
import { importMarks } from '../shell/import-marks.tsx';
import { RequirePermission } from '../shell/pages.tsx';
import { UploadArea } from '../shell/upload-area.tsx';
import { isMoving, type WorkbookImport, type WorkbookKind } from './workbook-kind.ts';
import { workbookWords } from './workbook-words.ts';

/** Out, changed in a spreadsheet, and in again. */
export function WorkbookImports({ kind }: { kind: WorkbookKind }) {
  const t = useWords(workbookWords);
  const lang = useLang();
  const { texts, Exports } = kind;
  return (
    <RequirePermission permission={kind.permission}>
      <PageHead title={texts.title[lang]} note={texts.note[lang]}>
        <Exports />
      </PageHead>
      <Panel>
        <WorkbookUpload kind={kind} />
      </Panel>
      <Panel title={t('latest')}>
        <Latest kind={kind} />
      </Panel>
    </RequirePermission>
  );
}

function useOpenImport({ path }: WorkbookKind) {
  const navigate = useNavigate();
  return (importId: string) => void navigate({ to: `${path}/$importId`, params: { importId } });
}

function WorkbookUpload({ kind }: { kind: WorkbookKind }) {
  const lang = useLang();
  const open = useOpenImport(kind);
  const queries = useQueryClient();
  const send = async (file: File, progress: (part: number) => void) => {
    const { id } = await upload(kind.endpoints.start, file, { progress });
    void queries.invalidateQueries({ queryKey: [kind.endpoints.list.url] });
    open(id);
  };
  return <UploadArea send={send} title={kind.texts.drop[lang]} hint={kind.texts.dropHint[lang]} />;
}

/** Where an import stands. */
export function WorkbookState({ state }: Pick<WorkbookImport, 'state'>) {
  const t = useWords(workbookWords);
  return <StateMark {...importMarks[state]}>{t(`state_${state}`)}</StateMark>;
}

function Latest({ kind }: { kind: WorkbookKind }) {
  const t = useWords(workbookWords);
  const lang = useLang();
  const open = useOpenImport(kind);
  const list = useInfiniteQuery({
    ...pagesFor(kind.endpoints.list),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isMoving)) ? 2000 : false,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const result = ({ state, counts }: WorkbookImport) => {
    if (state === 'checked') return t('counts', counts);
    return state === 'done' ? t('doneCounts', counts) : '';
  };
  const columns: DataColumn<WorkbookImport>[] = [
    { key: 'file', title: t('file'), cut: ({ fileName }) => fileName, width: 200 },
    {
      key: 'startedAt',
      title: t('startedAt'),
      width: 170,
      cut: ({ createdAt }) => formatInstant(createdAt, lang),
    },
    {
      key: 'state',
      title: t('state'),
      width: 210,
      render: ({ state }) => <WorkbookState state={state} />,
    },
    { key: 'result', title: t('result'), width: 330, render: result },
  ];
  if (list.isError) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  return (
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      loading={list.isPending}
      onOpen={({ id }) => open(id)}
      empty={<EmptyState title={t('none')} hint={kind.texts.noneHint[lang]} />}
      footer={<MoreRows pages={list} count={rows.length} />}
    />
  );
}
