import { ArrowLeftOutlined, DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Popconfirm, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { staff } from '../../../modules/staff/contract.ts';
import { Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call, linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { fieldText, problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import marginsStyles from '../shell/margins.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { shellWords } from '../shell/words.ts';
import { PlaceImportRows } from './place-import-rows.tsx';
import { placeImportWords } from './place-import-words.ts';
import { isMoving, type PlaceImport, PlaceImportState } from './place-imports.tsx';

/** One import of organisations and sites: how far it is, what it would do, what it did. */
export default function PlaceImportPage() {
  return (
    <RequirePermission permission="place.manage">
      <Watched />
    </RequirePermission>
  );
}

function Watched() {
  const { importId } = useParams({ strict: false }) as { importId: string };
  const queries = useQueryClient();
  const found = useQuery({
    ...queryFor(staff.placeImport, { params: { importId } }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1000 : false),
  });
  const state = found.data?.state;
  const before = useRef(state);
  useEffect(() => {
    // Places, and the rows of the import, are others now.
    if (before.current !== undefined && state !== before.current) void queries.invalidateQueries();
    before.current = state;
  }, [state, queries]);
  return <Loaded query={found}>{(data) => <ImportView data={data} />}</Loaded>;
}

function ImportView({ data }: { data: PlaceImport }) {
  const t = useWords(placeImportWords);
  const navigate = useNavigate();
  const { state, counts } = data;
  const hasRows = state === 'checked' || state === 'done';
  return (
    <>
      <PageHead title={data.fileName} note={<PlaceImportState state={state} />}>
        <Button
          icon={<ArrowLeftOutlined />}
          onClick={() => void navigate({ to: '/place-imports' })}
        >
          {t('back')}
        </Button>
        {(state === 'checked' || state === 'refused') && <Discard data={data} />}
      </PageHead>
      <Panel>
        {isMoving(data) && <Moving data={data} />}
        <Stopped data={data} />
        {state === 'checked' && <Confirm data={data} />}
        {state === 'done' && (
          <Alert
            className={marginsStyles.below}
            type="success"
            showIcon
            title={t('doneCounts', counts)}
          />
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
                href={linkTo(staff.refusedPlaceRows, { params: { importId: data.id } })}
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
          <PlaceImportRows data={data} />
        </Panel>
      )}
    </>
  );
}

function Moving({ data: { rowsDone, rowsTotal } }: { data: PlaceImport }) {
  const t = useWords(placeImportWords);
  const percent = rowsTotal ? Math.floor((100 * rowsDone) / rowsTotal) : 0;
  return (
    <div role="status">
      {rowsTotal !== null && t('progress', { done: rowsDone, total: rowsTotal })}
      <Progress percent={percent} />
    </div>
  );
}

/** Why nothing was imported, or not all of it; what was stopped on its way can go on. */
function Stopped({ data: { id, state, problem, problemParams } }: { data: PlaceImport }) {
  const t = useWords(placeImportWords);
  const lang = useLang();
  const confirm = useConfirm(id);
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

function Confirm({ data: { id, counts } }: { data: PlaceImport }) {
  const t = useWords(placeImportWords);
  const confirm = useConfirm(id);
  const { fresh, open } = counts;
  const changed = counts.changed + counts.mine;
  const named = fresh > 0 && changed > 0 ? 'both' : fresh > 0 ? 'fresh' : 'changed';
  const isNothing = fresh + changed === 0;
  return (
    <>
      {counts.conflict > 0 && <Conflicts id={id} count={counts.conflict} />}
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

function Conflicts({ id, count }: { id: string; count: number }) {
  const t = useWords(placeImportWords);
  const choose = useChoose(id);
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

function Discard({ data: { id } }: { data: PlaceImport }) {
  const t = useWords(placeImportWords);
  const shell = useWords(shellWords);
  const queries = useQueryClient();
  const discard = useMutation({
    mutationFn: () => call(staff.discardPlaceImport, { params: { importId: id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [staff.placeImport.url] }),
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

function useConfirm(importId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call(staff.confirmPlaceImport, { params: { importId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [staff.placeImport.url] }),
  });
}

/** Says whose values count in a row that others changed meanwhile, or in all of them. */
export function useChoose(importId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { choice: 'mine' | 'theirs'; position?: number }) =>
      call(staff.chooseInConflicts, { params: { importId }, body }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [staff.placeImport.url] });
      void queries.invalidateQueries({ queryKey: [staff.placeImportRows.url] });
    },
  });
}
