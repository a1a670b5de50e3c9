import { ArrowLeftOutlined, DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Progress, Steps } from 'antd';
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
import { RequirePermission } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { AbsentPanel } from './absent-panel.tsx';
import { type ImportResponse, ImportState, isMoving, ReceiptEquation } from './import-parts.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportSheets, SheetsNotRead } from './import-sheets.tsx';
import { Templates } from './imports.tsx';
import { programmeWords } from './words.ts';

/** One import: how far it is, what it would do, what it did. */
export default function ImportPage() {
  return (
    <RequirePermission permission="roster.import">
      <Watched />
    </RequirePermission>
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
  done: 4,
};

function ImportView({ data }: { data: ImportResponse }) {
  const t = useWords(programmeWords);
  const lang = useLang();
  const navigate = useNavigate();
  const { code } = useProgramme();
  const back = () => void navigate({ to: '/p/$programme/imports', params: { programme: code } });
  const stopped = data.state === 'refused' || data.state === 'failed';
  return (
    <>
      <PageHead title={data.fileName} note={<ImportState state={data.state} />}>
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
        {data.state === 'checked' && <ConfirmPart data={data} />}
      </Panel>
      {data.state === 'done' && data.receipt && data.receipt.absent > 0 && (
        <AbsentPanel importId={data.id} count={data.receipt.absent} />
      )}
      {data.state !== 'done' && <ImportSheets data={data} />}
      {data.preview && data.state !== 'done' && <ImportPreview preview={data.preview} />}
    </>
  );
}

function Moving({ data: { rowsDone, rowsTotal } }: { data: ImportResponse }) {
  const t = useWords(programmeWords);
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

/** What would happen, and the button that makes it happen. */
function ConfirmPart({ data }: { data: ImportResponse }) {
  const t = useWords(programmeWords);
  const lang = useLang();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => call(programmes.confirmImport, { params: { id, importId: data.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [programmes.import.url] }),
  });
  const receipt = data.preview?.receipt;
  if (!receipt) return null;
  const taken = receipt.rows - receipt.refused;
  return (
    <div className={marginsStyles.above}>
      <h3>{t('counts')}</h3>
      <ReceiptEquation receipt={receipt} />
      {receipt.refused > 0 && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={t('confirmRefused', { count: receipt.refused })}
        />
      )}
      {receipt.rows > 0 && receipt.unchanged === receipt.rows && (
        <Alert className={marginsStyles.below} type="info" showIcon title={t('unchangedAll')} />
      )}
      {receipt.absent > 0 && (
        <Alert
          className={marginsStyles.below}
          type="info"
          showIcon
          title={t('absentNote', { count: receipt.absent })}
        />
      )}
      {confirm.error && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={problemText(confirm.error, lang)}
        />
      )}
      <Button
        type="primary"
        size="large"
        disabled={taken === 0}
        loading={confirm.isPending}
        onClick={() => confirm.mutate()}
      >
        {taken === 0 ? t('confirmNothing') : t('confirm', { count: taken })}
      </Button>
    </div>
  );
}

function DonePart({ data }: { data: ImportResponse }) {
  const t = useWords(programmeWords);
  const navigate = useNavigate();
  const { id, code } = useProgramme();
  const go = (to: string) => void navigate({ to, params: { programme: code } });
  return (
    <div className={marginsStyles.above}>
      <h3>{t('receipt')}</h3>
      {data.receipt && <ReceiptEquation receipt={data.receipt} />}
      <SheetsNotRead data={data} />
      <div className={filtersStyles.filters}>
        <Button type="primary" onClick={() => go('/p/$programme/roster')}>
          {t('toRoster')}
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
