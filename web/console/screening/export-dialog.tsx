import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Modal, Progress, Radio } from 'antd';
import { useState } from 'react';
import { screening } from '../../../modules/screening/contract.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { call, linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import formRowStyles from '../shell/form-row.module.css';
import { checkWords } from './words.ts';

type Wanted = BodyOf<typeof screening.startExport>;
type Asked = Omit<Wanted, 'format' | 'lang'>;
type Props = { open: boolean; onClose: () => void; asked: Asked };

/** A file of what is found. The browser downloads it while the server still makes it; closing this stops nothing. */
export function ExportDialog({ open, onClose, asked }: Props) {
  const t = useWords(checkWords);
  const [id, setId] = useState<string>();
  const isAtWork = useProgress(id)?.state === 'running';
  return (
    <Modal
      open={open}
      title={t('exportTitle')}
      footer={null}
      destroyOnHidden
      onCancel={onClose}
      // What goes on is found again; what has ended makes room for the next.
      afterClose={() => !isAtWork && setId(undefined)}
    >
      {id === undefined ? (
        <Choices asked={asked} onStart={setId} />
      ) : (
        <Running id={id} onClose={onClose} />
      )}
    </Modal>
  );
}

const pollEvery = 1000;

function useProgress(id: string | undefined) {
  const { data } = useQuery({
    ...queryFor(screening.exportProgress, { params: { id: id ?? '' } }),
    enabled: id !== undefined,
    staleTime: 0,
    refetchInterval: ({ state: { data: now } }) =>
      now?.state === 'done' || now?.state === 'stopped' ? false : pollEvery,
  });
  return data;
}

function download(id: string): void {
  const link = document.createElement('a');
  link.href = linkTo(screening.exportFile, { params: { id } });
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

function Choices({ asked, onStart }: { asked: Asked; onStart: (id: string) => void }) {
  const t = useWords(checkWords);
  const lang = useLang();
  const [format, setFormat] = useState<Wanted['format']>('xlsx');
  const [wordsIn, setWordsIn] = useState(lang);
  const start = useMutation({
    mutationFn: () => call(screening.startExport, { body: { ...asked, format, lang: wordsIn } }),
    onSuccess: ({ id }) => {
      download(id);
      onStart(id);
    },
  });
  return (
    <Form layout="vertical" component="div">
      <div className={formRowStyles.two}>
        <Form.Item label={t('format')}>
          <Radio.Group
            value={format}
            options={[
              { value: 'xlsx', label: 'XLSX' },
              { value: 'csv', label: 'CSV' },
            ]}
            onChange={(event) => setFormat(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('lang')}>
          <Radio.Group
            value={wordsIn}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(event) => setWordsIn(event.target.value)}
          />
        </Form.Item>
      </div>
      <p className={textStyles.intro}>{t('exportHint')}</p>
      {start.isError && <p role="alert">{problemText(start.error, lang)}</p>}
      <Button
        type="primary"
        icon={<DownloadOutlined />}
        loading={start.isPending}
        onClick={() => start.mutate()}
      >
        {t('start')}
      </Button>
    </Form>
  );
}

function Running({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(checkWords);
  const lang = useLang();
  const { state, rows = 0, estimated = 0 } = useProgress(id) ?? {};
  const stop = useMutation({
    mutationFn: () => call(screening.cancelExport, { params: { id }, body: {} }),
  });
  const number = (count: number) => count.toLocaleString(lang === 'zh' ? 'zh-CN' : 'en');
  const isOver = state === 'done' || state === 'stopped';
  // About so many: the last hundredth is left for what was not foreseen.
  const share = Math.min(99, Math.floor((100 * rows) / Math.max(1, estimated)));
  const words = {
    done: () => t('exported', { rows: number(rows) }),
    stopped: () => t('stopped'),
    running: () =>
      rows > estimated
        ? t('rows', { rows: number(rows) })
        : t('rowsOf', { rows: number(rows), estimated: number(estimated) }),
  };
  return (
    <div aria-live="polite">
      <Progress
        aria-label={t('exporting')}
        percent={state === 'done' ? 100 : share}
        status={state === 'stopped' ? 'exception' : state === 'done' ? 'success' : 'active'}
      />
      <p>{words[isOver ? state : 'running']()}</p>
      {stop.isError && <p role="alert">{problemText(stop.error, lang)}</p>}
      {isOver ? (
        <Button onClick={onClose}>{t('close')}</Button>
      ) : (
        <Button danger loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('stop')}
        </Button>
      )}
    </div>
  );
}
