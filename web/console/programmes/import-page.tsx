import { ArrowLeftOutlined, DeleteOutlined, DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, App, Button, Popconfirm, Progress, Steps } from 'antd';
import { useEffect, useRef } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import { Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { call, linkTo } from '../../shared/api.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { fieldText, problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import filtersStyles from '../shell/filters.module.css';
import marginsStyles from '../shell/margins.module.css';
import { RequirePermission } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { AbsentPanel } from './absent-panel.tsx';
import { type ImportResponse, ImportState, isMoving, ReceiptEquation } from './import-parts.tsx';
import { ImportPreview } from './import-preview.tsx';
import { Columns, Mends, Questions, ReadingBar } from './import-reading.tsx';
import { ForgottenSheets, ImportSheets, SheetsNotRead } from './import-sheets.tsx';
import { Units } from './import-units.tsx';
import { Templates } from './imports.tsx';
import { useHeaderOf, useOptionsOf } from './preview-words.ts';
import { type Preview, type Reading, useReading } from './reading.ts';
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
  discarded: 1,
  done: 4,
};

function ImportView({ data }: { data: ImportResponse }) {
  const t = useWords(programmeWords);
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
function ConfirmPart({ data, reading }: { data: ImportResponse; reading: Reading }) {
  const t = useWords(programmeWords);
  const lang = useLang();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: () =>
      call(programmes.confirmImport, {
        params: { id, importId: data.id },
        body: { version: data.version },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [programmes.import.url] }),
  });
  const receipt = data.preview?.receipt;
  if (!receipt) return null;
  const taken = receipt.rows - receipt.refused;
  const open = data.preview?.questions.filter(({ answered }) => !answered).length ?? 0;
  const newUnits = data.preview?.units.filter(({ state }) => state === 'new').length ?? 0;
  return (
    <div className={marginsStyles.above}>
      <h3>{t('counts')}</h3>
      <ReceiptEquation receipt={receipt} />
      <ForgottenSheets data={data} reading={reading} />
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
      {newUnits > 0 && (
        <Alert
          className={marginsStyles.below}
          type="info"
          showIcon
          title={t('newUnits', { count: newUnits })}
        />
      )}
      {open > 0 && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={t('questionsOpen', { count: open })}
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
        disabled={taken === 0 || open > 0 || reading.isChanged}
        loading={confirm.isPending}
        onClick={() => confirm.mutate()}
      >
        {taken === 0 ? t('confirmNothing') : t('confirm', { count: taken })}
      </Button>
    </div>
  );
}

/** What was accepted of how the workbook was read, beside its receipt. */
function Accepted({ preview }: { preview: Preview }) {
  const t = useWords(programmeWords);
  const text = useText();
  const headerOf = useHeaderOf(preview);
  const mends = preview.mends.filter(({ accepted }) => accepted);
  const values = preview.values.filter(({ accepted }) => accepted);
  const optionsOf = useOptionsOf();
  const meaningOf = (column: string, code: string | null) => {
    const meant = optionsOf(column).find(({ value }) => value === code);
    return meant ? text(meant.text) : code;
  };
  const unused = preview.headers.filter(({ key }) => key === null);
  if (mends.length + values.length + unused.length === 0) return null;
  return (
    <Panel title={t('readAs')}>
      <ul>
        {mends.map(({ column, mends: names, rows }) => (
          <li key={`${column} ${names.join()}`}>
            {headerOf(column)}
            {t('colon')}
            {names.map((name) => t(`mend_${name}`)).join(' + ')}{' '}
            {rows > 0 && t('inRows', { count: rows })}
          </li>
        ))}
        {values.map(({ column, from, to, rows }) => (
          <li key={`${column} ${from}`}>
            {headerOf(column)}
            {t('colon')}“{from}” → {meaningOf(column, to)} {t('inRows', { count: rows })}
          </li>
        ))}
        {unused.length > 0 && (
          <li>
            {t('unknown')}
            {t('colon')}
            {unused
              .map(({ name, index }) => name || t('noHeader', { number: index + 1 }))
              .join(' · ')}
          </li>
        )}
      </ul>
    </Panel>
  );
}

/** Throws the import away, after asking once. */
function Discard({ data }: { data: ImportResponse }) {
  const t = useWords(programmeWords);
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
