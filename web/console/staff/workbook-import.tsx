import { ArrowLeftOutlined, DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Popconfirm, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import type { staff } from '../../../modules/staff/contract.ts';
import { Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call, download, linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { fieldText, problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import marginsStyles from '../shell/margins.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { shellWords } from '../shell/words.ts';
import { WorkbookRows } from './workbook-import-rows.tsx';
import { WorkbookState } from './workbook-imports.tsx';
import { isMoving, type WorkbookImport, type WorkbookKind } from './workbook-kind.ts';
import { workbookWords } from './workbook-words.ts';

/** One import: how far it is, what it would do, what it did. */
export function WorkbookImportPage({ kind }: { kind: WorkbookKind }) {
  return (
    <RequirePermission permission={kind.permission}>
      <Watched kind={kind} />
    </RequirePermission>
  );
}

type Of = { kind: WorkbookKind; data: WorkbookImport };

function Watched({ kind }: Pick<Of, 'kind'>) {
  const { importId } = useParams({ strict: false }) as { importId: string };
  const queries = useQueryClient();
  const found = useQuery({
    ...queryFor(kind.endpoints.one, { params: { importId } }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1000 : false),
  });
  const state = found.data?.state;
  const before = useRef(state);
  useEffect(() => {
    // Places or staff, and the rows of the import, are others now.
    if (before.current !== undefined && state !== before.current) void queries.invalidateQueries();
    before.current = state;
  }, [state, queries]);
  return <Loaded query={found}>{(data) => <ImportView {...{ kind, data }} />}</Loaded>;
}

function ImportView({ kind, data }: Of) {
  const t = useWords(workbookWords);
  const navigate = useNavigate();
  const { state, counts } = data;
  const hasRows = state === 'checked' || state === 'done';
  return (
    <>
      <PageHead title={data.fileName} note={<WorkbookState state={state} />}>
        <Button icon={<ArrowLeftOutlined />} onClick={() => void navigate({ to: kind.path })}>
          {t('back')}
        </Button>
        {(state === 'checked' || state === 'refused') && <Discard {...{ kind, data }} />}
      </PageHead>
      <Panel>
        {isMoving(data) && <Moving data={data} />}
        <Stopped {...{ kind, data }} />
        {state === 'checked' && <Confirm {...{ kind, data }} />}
        {state === 'done' && (
          <Alert
            className={marginsStyles.below}
            type="success"
            showIcon
            title={
              counts.shutOut > 0
                ? `${t('doneCounts', counts)} ${t('shutOutDone', { count: counts.shutOut })}`
                : t('doneCounts', counts)
            }
          />
        )}
        {kind.passwords && counts.passwords > 0 && !isMoving(data) && (
          <Passwords endpoint={kind.passwords} data={data} />
        )}
        {hasRows && counts.refused > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t(state === 'done' ? 'refusedDone' : 'refusedNote', { count: counts.refused })}
            action={
              <Button
                size="small"
                icon={<DownloadOutlined />}
                href={linkTo(kind.endpoints.refused, { params: { importId: data.id } })}
                download
              >
                {t('downloadRefused')}
              </Button>
            }
          />
        )}
      </Panel>
      {hasRows && (
        <Panel title={t('rows')}>
          <WorkbookRows {...{ kind, data }} />
        </Panel>
      )}
    </>
  );
}

/** The one-time passwords of new people, which are handed out once. */
function Passwords(props: { endpoint: typeof staff.takeImportedPasswords; data: WorkbookImport }) {
  const { endpoint, data } = props;
  const t = useWords(workbookWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: () => {
      const of = { params: { importId: data.id }, query: { format: 'xlsx', lang } } as const;
      return download(endpoint, of, `staff-passwords-${lang}.xlsx`);
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <>
      {take.error && <Refusal error={take.error} />}
      <Alert
        className={marginsStyles.below}
        type="info"
        showIcon
        title={t('passwordsNote', { count: data.counts.passwords })}
        action={
          <Popconfirm
            title={t('takeAsk')}
            okText={t('takePasswords')}
            cancelText={shell('cancel')}
            onConfirm={() => take.mutate()}
          >
            <Button size="small" icon={<DownloadOutlined />} loading={take.isPending}>
              {t('takePasswords')}
            </Button>
          </Popconfirm>
        }
      />
    </>
  );
}

function Moving({ data: { rowsDone, rowsTotal } }: { data: WorkbookImport }) {
  const t = useWords(workbookWords);
  const percent = rowsTotal ? Math.floor((100 * rowsDone) / rowsTotal) : 0;
  return (
    <div role="status">
      {rowsTotal !== null && t('progress', { done: rowsDone, total: rowsTotal })}
      <Progress percent={percent} />
    </div>
  );
}

/** Why nothing was imported, or not all of it; what was stopped on its way can go on. */
function Stopped({ kind, data: { id, state, problem, problemParams } }: Of) {
  const t = useWords(workbookWords);
  const lang = useLang();
  const confirm = useConfirm(kind, id);
  if (problem === null) return null;
  const params = problemParams ?? {};
  return (
    <>
      <Alert
        className={marginsStyles.below}
        type="error"
        showIcon
        title={fieldText({ path: '', code: problem, params }, lang)}
      />
      {confirm.error && <Refusal error={confirm.error} />}
      {state === 'failed' && (
        <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('goOn')}
        </Button>
      )}
    </>
  );
}

function Confirm({ kind, data: { id, counts } }: Of) {
  const t = useWords(workbookWords);
  const confirm = useConfirm(kind, id);
  const { fresh, open } = counts;
  const changed = counts.changed + counts.mine;
  const named = fresh > 0 && changed > 0 ? 'both' : fresh > 0 ? 'fresh' : 'changed';
  const isNothing = fresh + changed === 0;
  return (
    <>
      {counts.conflict > 0 && <Conflicts {...{ kind, id }} count={counts.conflict} />}
      {counts.shutOut > 0 && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={t('shutOutNote', { count: counts.shutOut })}
        />
      )}
      {confirm.error && <Refusal error={confirm.error} />}
      <Button
        className={marginsStyles.below}
        type="primary"
        size="large"
        disabled={isNothing || open > 0}
        loading={confirm.isPending}
        onClick={() => confirm.mutate()}
      >
        {isNothing && open === 0 ? t('nothing') : t(`import_${named}`, { fresh, changed })}
      </Button>
    </>
  );
}

function Conflicts({ kind, id, count }: Pick<Of, 'kind'> & { id: string; count: number }) {
  const t = useWords(workbookWords);
  const choose = useChoose(kind, id);
  const button = (choice: 'mine' | 'theirs') => (
    <Button size="small" loading={choose.isPending} onClick={() => choose.mutate({ choice })}>
      {t(choice === 'mine' ? 'allMine' : 'allTheirs')}
    </Button>
  );
  return (
    <>
      {choose.error && <Refusal error={choose.error} />}
      <Alert
        className={marginsStyles.below}
        type="warning"
        showIcon
        title={t('conflictsNote', { count })}
        action={
          <>
            {button('mine')} {button('theirs')}
          </>
        }
      />
    </>
  );
}

function Discard({ kind, data: { id } }: Of) {
  const t = useWords(workbookWords);
  const shell = useWords(shellWords);
  const queries = useQueryClient();
  const discard = useMutation({
    mutationFn: () => call(kind.endpoints.discard, { params: { importId: id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [kind.endpoints.one.url] }),
  });
  return (
    <Popconfirm
      title={t('discardAsk')}
      okText={t('discard')}
      cancelText={shell('cancel')}
      onConfirm={() => discard.mutate()}
    >
      <Button loading={discard.isPending}>{t('discard')}</Button>
    </Popconfirm>
  );
}

function Refusal({ error }: { error: unknown }) {
  const lang = useLang();
  const title = problemText(error, lang);
  return <Alert className={marginsStyles.below} type="error" showIcon title={title} />;
}

function useConfirm(kind: WorkbookKind, importId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call(kind.endpoints.confirm, { params: { importId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [kind.endpoints.one.url] }),
  });
}

/** Says whose values count in a row that others changed meanwhile, or in all of them. */
export function useChoose(kind: WorkbookKind, importId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { choice: 'mine' | 'theirs'; position?: number }) =>
      call(kind.endpoints.choose, { params: { importId }, body }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [kind.endpoints.one.url] });
      void queries.invalidateQueries({ queryKey: [kind.endpoints.rows.url] });
    },
  });
}
