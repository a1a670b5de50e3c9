import { ArrowLeftOutlined, DeleteOutlined, DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, App, Button, Popconfirm, Progress, Steps } from 'antd';
import { useEffect, useRef } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import { Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call, linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { fieldText, problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import filtersStyles from '../shell/filters.module.css';
import marginsStyles from '../shell/margins.module.css';
import { RequireOnAll } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { AbsentPanel } from './absent-panel.tsx';
import { useHandsOutPasswords } from './hand-out-passwords.tsx';
import { Accepted } from './import-accepted.tsx';
import { Columns } from './import-columns.tsx';
import { ConfirmPart } from './import-confirm.tsx';
import { Mends } from './import-mends.tsx';
import { type ImportResponse, ImportState, isMoving, ReceiptEquation } from './import-parts.tsx';
import { ImportPreview } from './import-preview.tsx';
import { Questions, ReadingBar } from './import-reading.tsx';
import { ImportSheets, SheetsNotRead } from './import-sheets.tsx';
import { Units } from './import-units.tsx';
import { importWords } from './import-words.ts';
import { Templates } from './imports.tsx';
import { useReading } from './reading.ts';

/** One import: how far it is, what it would do, what it did. */
export default function ImportPage() {
  return (
    <RequireOnAll permission="roster.import">
      <Watched />
    </RequireOnAll>
  );
}

function Watched() {
  const { importId } = useParams({ strict: false }) as { importId: string };
  const { id } = useProgramme();
  const queries = useQueryClient();
  const found = useQuery({
    ...queryFor(programmes.import, { params: { id, importId } }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1000 : false),
  });
  const state = found.data?.state;
  const before = useRef(state);
  useEffect(() => {
    // The roster and all that is counted from it are others now.
    if (state === 'done' && before.current === 'importing') void queries.invalidateQueries();
    before.current = state;
  }, [state, queries]);
  return <Loaded query={found}>{(data) => <ImportView data={data} />}</Loaded>;
}

const stepOf: Record<ImportResponse['state'], number> = {
  checking: 1,
  refused: 1,
  checked: 2,
  importing: 3,
  failed: 3,
  discarded: 1,
  done: 4,
};

function ImportView({ data }: { data: ImportResponse }) {
  const t = useWords(importWords);
  const lang = useLang();
  const navigate = useNavigate();
  const { code } = useProgramme();
  const back = () => void navigate({ to: '/p/$programme/imports', params: { programme: code } });
  const stopped = data.state === 'refused' || data.state === 'failed';
  const reading = useReading(data);
  const canBeRead = data.state === 'checked' || data.state === 'refused';
  return (
    <>
      <PageHead title={data.fileName} note={<ImportState state={data.state} />}>
        {canBeRead && <Discard data={data} />}
        <Button icon={<ArrowLeftOutlined />} onClick={back}>
          {t('imports')}
        </Button>
      </PageHead>
      <Panel>
        <Steps
          size="small"
          current={stepOf[data.state]}
          {...(stopped && { status: 'error' })}
          items={(['upload', 'check', 'confirm', 'done'] as const).map((step) => ({
            title: t(`step_${step}`),
          }))}
        />
        {isMoving(data) && <Moving data={data} />}
        {data.problem && (
          <Alert
            className={marginsStyles.above}
            type="error"
            showIcon
            title={fieldText(
              { path: '', code: data.problem, params: data.problemParams ?? {} },
              lang,
            )}
          />
        )}
        {stopped && (
          <div className={`${filtersStyles.filters} ${marginsStyles.above}`}>
            <Button type="primary" onClick={back}>
              {t('another')}
            </Button>
            <Templates />
          </div>
        )}
        {data.state === 'done' && <DonePart data={data} />}
        {data.state === 'checked' && <ConfirmPart data={data} reading={reading} />}
        {data.state === 'discarded' && <p className={marginsStyles.above}>{t('discardedNote')}</p>}
      </Panel>
      {data.state !== 'done' && <ImportSheets data={data} reading={reading} />}
      {canBeRead && data.preview && (
        <>
          <Questions preview={data.preview} reading={reading} />
          <Mends preview={data.preview} reading={reading} />
          <Units preview={data.preview} reading={reading} />
          <Columns preview={data.preview} reading={reading} />
        </>
      )}
      {data.state === 'done' && data.preview && <Accepted preview={data.preview} />}
      {data.state === 'done' && data.receipt && data.receipt.absent > 0 && (
        <AbsentPanel importId={data.id} count={data.receipt.absent} />
      )}
      {data.state !== 'done' && data.state !== 'refused' && <ImportPreview data={data} />}
      {canBeRead && <ReadingBar reading={reading} />}
    </>
  );
}

function Moving({ data: { rowsDone, rowsTotal } }: { data: ImportResponse }) {
  const t = useWords(importWords);
  const known = rowsTotal !== null && rowsTotal > 0;
  return (
    <div className={marginsStyles.above} role="status">
      <Progress
        percent={known ? Math.floor((rowsDone / rowsTotal) * 100) : 0}
        status="active"
        showInfo={known}
      />
      <p className={textStyles.soft}>
        {known
          ? t('progress', { done: rowsDone, total: rowsTotal })
          : t('progressOpen', { done: rowsDone })}{' '}
        · {t('leave')}
      </p>
    </div>
  );
}

/** Throws the import away, after asking once. */
function Discard({ data }: { data: ImportResponse }) {
  const t = useWords(importWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const navigate = useNavigate();
  const { id, code } = useProgramme();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const discard = useMutation({
    mutationFn: () => call(programmes.discardImport, { params: { id, importId: data.id } }),
    onSuccess: () => {
      void message.success(t('discardDone'));
      void navigate({ to: '/p/$programme/imports', params: { programme: code } });
    },
    onError: (error) => void message.error(problemText(error, lang)),
    onSettled: () =>
      Promise.all(
        [programmes.import, programmes.imports].map(({ url }) =>
          queries.invalidateQueries({ queryKey: [url] }),
        ),
      ),
  });
  return (
    <Popconfirm
      title={t('discardTitle')}
      description={t('discardHint')}
      okText={t('discard')}
      cancelText={shell('cancel')}
      onConfirm={() => discard.mutate()}
    >
      <Button icon={<DeleteOutlined />} loading={discard.isPending}>
        {t('discard')}
      </Button>
    </Popconfirm>
  );
}

function DonePart({ data }: { data: ImportResponse }) {
  const t = useWords(importWords);
  const navigate = useNavigate();
  const { id, code } = useProgramme();
  const handsOut = useHandsOutPasswords();
  const go = (to: string) => void navigate({ to, params: { programme: code } });
  return (
    <div className={marginsStyles.above}>
      <h3>{t('receipt')}</h3>
      {data.receipt && <ReceiptEquation receipt={data.receipt} />}
      <SheetsNotRead data={data} />
      <div className={filtersStyles.filters}>
        <Button type="primary" onClick={() => go('/p/$programme/roster')}>
          {t(handsOut ? 'toPasswords' : 'toRoster')}
        </Button>
        {data.hasRefusedRows && (
          <Button
            icon={<DownloadOutlined />}
            href={linkTo(programmes.refusedRows, { params: { id, importId: data.id } })}
            download
          >
            {t('downloadRefused')}
          </Button>
        )}
        <Button onClick={() => go('/p/$programme/imports')}>{t('another')}</Button>
      </div>
    </div>
  );
}
